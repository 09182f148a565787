/** An access beside a buffer. */
export interface Overrun {
  readonly segment: number;
  readonly side: "before" | "after";
  /** Bytes from the buffer's edge; null when unknown. */
  readonly distance: number | null;
  /** What the hardware trapped, as far as it tells, or null for a write found in the padding. */
  readonly trapped: "read" | "write" | "read or write" | null;
}

/** An access that the system refused. */
export interface Fault {
  /**
   * Nothing is there, or something that may not be accessed like that; the stack ends there; or the CPU refused it
   * before it looked for memory, misaligned or at an address that there cannot be, and told no address.
   */
  readonly kind: "unmapped" | "forbidden" | "stack" | "refused";
  readonly trapped: NonNullable<Overrun["trapped"]>;
  readonly address: bigint;
  /** The buffer nearest to it, if one is within reach of an index. */
  readonly nearest: Overrun | undefined;
}
