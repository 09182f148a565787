import type { Interval, Verdict } from "./analysis.js";
import type { Device } from "./device.js";
import type { Problem } from "./problem.js";
import type { Result } from "./record.js";
import type { RevisionPair } from "./revisions.js";

/** What the pipeline tells while it works; the command line decides how to show it. */
export type Progress =
  | {
      readonly event: "plan";
      readonly targets: number;
      /** What will be worked on, in this order. */
      readonly comparisons: readonly { readonly target: string; readonly workload: string }[];
      readonly variants: number;
      /** Ids of targets that were selected and have none of the named variants or workloads. */
      readonly leftOut: readonly string[];
    }
  | {
      readonly event: "build";
      readonly done: number;
      readonly of: number;
      readonly target: string;
      readonly name: string;
    }
  | { readonly event: "verify"; readonly target: string; readonly workload: string; readonly variant: string }
  | {
      readonly event: "fuzz";
      readonly target: string;
      readonly workload: string;
      readonly done: number;
      readonly of: number;
    }
  /** A bundle is made; bytes, where they are counted. */
  | { readonly event: "pack"; readonly what: string; readonly done: number; readonly of: number }
  | { readonly event: "wait"; readonly message: string }
  /** Memory bandwidth is measured, once per machine. */
  | { readonly event: "bandwidth" }
  | {
      readonly event: "trial";
      readonly target: string;
      readonly workload: string;
      readonly trial: number;
      readonly of: number;
      /** Whether it belongs to the second stage, which alone decides. */
      readonly second?: boolean;
      /** Seconds of measuring still to come in the whole run, estimated. */
      readonly left: number;
      /** What the trials so far say of each variant against the baseline, from the third on: on the way, not a result. */
      readonly ratios?: {
        readonly [variant: string]: Omit<Interval, "confidence"> & { readonly verdict: Verdict };
      };
    }
  /** Its instructions are counted. */
  | { readonly event: "count"; readonly target: string; readonly workload: string; readonly variant: string }
  | { readonly event: "attempt"; readonly scenario: string; readonly done: number; readonly of: number }
  | {
      readonly event: "result";
      readonly result: Result;
      /** Those of this machine, where a variant that runs requires one. */
      readonly devices: readonly Device[];
    }
  | { readonly event: "pair"; readonly pair: RevisionPair }
  /** The result just told is on the disk. */
  | { readonly event: "record"; readonly target: string; readonly workload: string }
  | { readonly event: "problem"; readonly problem: Problem };

export type Observer = (progress: Progress) => void;
