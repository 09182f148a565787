/** A project: a folder with `targets/`. All paths absolute. */
export interface Project {
  readonly root: string;
  readonly targets: string;
  readonly results: string;
  /** `tracking.md`. */
  readonly tracking: string;
  /** `.pawl/`: everything that can be deleted at any time. */
  readonly scratch: string;
}

/** Which cases a command is about. Empty lists mean all. */
export interface Selection {
  /** Each is tried as id, then group folder, then glob on ids, then path. */
  readonly selectors: readonly string[];
  readonly variants: readonly string[];
  readonly workloads: readonly string[];
}
