/** A user-facing error. The codes are stable: scripts and tests rely on them. */
export interface Problem {
  readonly code: string;
  /** What happened, one or more lines. */
  readonly message: string;
  /** `file:line`, a path, a variant: where to look. */
  readonly where?: string | undefined;
  /** What to do about it. */
  readonly mend?: string | undefined;
}

/** A doubt about a measurement; kept in the record. */
export interface Warning {
  readonly code: string;
  /** The fact, in one or two sentences. */
  readonly message: string;
  /** What to do about it, here. */
  readonly advice?: string | undefined;
}
