import type { Audit, Binding, CallRequest, Questions, SessionSpec } from "../model/executor.js";
import type { Placement } from "../model/layout.js";
import type { SamplingPlan } from "../model/measurement.js";

/** What a worker learns of a session's inputs. */
export type Told<T extends Binding> = Omit<T, "layout"> & { readonly layout: Placement };

/** Messages between the parent and a worker: one request at a time, one reply each. */
export type Request =
  | { readonly kind: "open"; readonly spec: Told<SessionSpec>; readonly statusFile: string }
  | { readonly kind: "rebind"; readonly binding: Told<Binding> }
  | { readonly kind: "call"; readonly request: CallRequest }
  | { readonly kind: "interrogate"; readonly request: Questions }
  | { readonly kind: "calibrate"; readonly repeat: boolean }
  | {
      readonly kind: "time";
      readonly plan: SamplingPlan;
      readonly seed: number;
      readonly cpus: readonly number[];
      readonly audit: Audit | null;
    }
  | { readonly kind: "close" };

/** A result and where its images, of so many bytes, are: here, or (null) in the image file, one behind the other. */
export interface Delivery<T> {
  readonly value: T;
  readonly sizes: readonly number[];
  readonly images: readonly Uint8Array[] | null;
}

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly message: string;
      readonly library?: number | undefined;
      readonly onDevice?: boolean;
    };
