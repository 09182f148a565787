import type { Machine } from "./machine.js";

/** pawl and another benchmark tool on the same pairs of equal kernels, in the same session: what `npm run peers` yields. */

/** How one tool fared with one kernel. Every comparison is of two copies of the same code: the true ratio is 1. */
export interface PeerSeries {
  readonly tool: "pawl" | "Google Benchmark";
  /** How the other tool was used, and which of its aggregates over repetitions was divided; empty for pawl. */
  readonly method: string;
  /** One per comparison, in the order in which they were made. */
  readonly ratios: readonly number[];
  /** Of |ratio − 1|. */
  readonly error: { readonly p50: number; readonly p95: number; readonly max: number };
  /** Wall-clock seconds of a comparison, everything included: whole processes. */
  readonly seconds: { readonly p50: number; readonly total: number };
}

export interface PeerKernel {
  readonly target: string;
  readonly workload: string;
  /** pawl first. */
  readonly series: readonly PeerSeries[];
}

/** What an untimed restore of `bytes` before each operation adds to the time reported for it. */
export interface RestoreBias {
  readonly tool: PeerSeries["tool"];
  readonly method: string;
  readonly bytes: number;
  /** Nanoseconds per operation: in a long batch, nothing restored. */
  readonly plain: number;
  /** Reported less `plain`, nanoseconds. */
  readonly bias: number;
}

export interface PeersReport {
  readonly schema: "pawl/peers@1";
  readonly machine: Pick<Machine, "id" | "cpu" | "isa">;
  /** ISO 8601, UTC; when it was started. */
  readonly at: string;
  readonly versions: { readonly pawl: string; readonly google_benchmark: string; readonly compiler: string };
  /** Of pawl's project; null outside git. */
  readonly commit: string | null;
  /** Of each kernel with each tool and method. */
  readonly comparisons: number;
  readonly kernels: readonly PeerKernel[];
  readonly restore: readonly RestoreBias[];
}
