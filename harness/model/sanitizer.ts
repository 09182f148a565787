/** Checks that a compiler builds into native code, in the order in which they are named. */
export const SANITIZERS = ["address", "undefined"] as const;
export type Sanitizer = (typeof SANITIZERS)[number];

/** What a process must be started with to load code that was built so. */
export interface SanitizerRuntime {
  /** Shared libraries that must be loaded before all others; absolute paths. */
  readonly preload: readonly string[];
  /** The program that turns addresses into lines; null: the runtime has a way of its own. */
  readonly symbolizer: string | null;
}
