import type { Device } from "./device.js";

/** A fingerprint: numbers measured under different ids are never compared. */
export interface Machine {
  /** Readable and stable, for example `amd-epyc-zen4-2c-1f3a`: also the folder below `results/`. */
  readonly id: string;
  /** Model name as the system reports it. */
  readonly cpu: string;
  /** Widest vector level: `x86-64-v4`, `x86-64-v3`, `x86-64-v2`, `x86-64`, `aarch64+sve`, `aarch64`. */
  readonly isa: string;
  /** CPU flags, for `requires`. */
  readonly features: readonly string[];
  readonly cpus: number;
  readonly caches: readonly { readonly level: number; readonly type: string; readonly bytes: number }[];
  readonly os: string;
  readonly kernel: string;
  /** Hypervisor vendor, or null on bare metal (or where unknown). */
  readonly virtual: string | null;
  /** What its memory hierarchy was measured to move at most; only `machine.json` knows, once it was needed. */
  readonly bandwidth?: Bandwidth | undefined;
  /** Found when a variant last needed one, in the runtimes' order; only `machine.json` and `bench doctor` know. */
  readonly devices?: readonly Device[] | undefined;
}

export interface Bandwidth {
  /** Which `BANDWIDTH_PROBE` measured; absent: the first. */
  readonly probe?: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly points: readonly BandwidthPoint[];
}

/** Threads together, on so many bytes in all. */
export interface BandwidthPoint {
  readonly threads: number;
  readonly bytes: number;
  readonly read_gb_s: number;
  /** Read and written back, both counted. */
  readonly update_gb_s: number;
}

/** One line of `bench doctor`. */
export interface Finding {
  readonly code: string;
  readonly level: "ok" | "warn" | "bad";
  readonly title: string;
  readonly detail: string;
  readonly mend?: string | undefined;
}
