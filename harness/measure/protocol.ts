import type { CallRequest, CallResult, RecallRequest, SessionSpec } from "../model/executor.js";
import type { SamplingPlan } from "../model/measurement.js";

/** Messages between the parent and a worker: one request at a time, one reply each. */
export type Request =
  | { readonly kind: "open"; readonly spec: SessionSpec; readonly statusFile: string }
  | { readonly kind: "call"; readonly request: CallRequest }
  | { readonly kind: "recall"; readonly request: RecallRequest }
  | { readonly kind: "calibrate" }
  | {
      readonly kind: "time";
      readonly plan: SamplingPlan;
      readonly seed: number;
      readonly cpus: readonly number[];
    }
  | { readonly kind: "close" };

/** Of `call` and `recall`. */
export interface CallReply extends Omit<CallResult, "image"> {
  /** Null: in the image file. */
  readonly image: Uint8Array | null;
}

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly library?: number | undefined };
