import { floorOf } from "../analyse/floor.js";
import type { Analysis } from "../model/analysis.js";
import type { BandwidthPoint } from "../model/machine.js";
import type { Target } from "../model/target.js";
import type { Costs } from "../record/result.js";
import type { Proof } from "./prove.js";

/** Of this machine, with the threads of one comparison. */
export interface MeasuredBandwidth {
  readonly points: readonly BandwidthPoint[];
  /** The better of these and of what is measured now. */
  readonly again: () => Promise<readonly BandwidthPoint[]>;
}

/**
 * Least ns of one operation by its declared bytes, null where unknown. A variant below it makes the bandwidth be
 * measured again: a slow spell of the machine may have hit the first measurement, and the floor falls then.
 */
export async function floorFor(
  { signature }: Target,
  { workload, inputs, verification }: Proof,
  { bytes = 0 }: Costs,
  analysis: Analysis | null,
  bandwidth: MeasuredBandwidth | undefined,
): Promise<number | null> {
  if (bandwidth === undefined) return null;
  const by = (points: readonly BandwidthPoint[]) =>
    floorOf({
      declared: bytes,
      ...verification.touched,
      footprint: inputs.layout.bytes,
      stateful: signature.state !== undefined,
      cold: workload.settings.cache === "cold",
      bandwidth: points,
    });
  const floor = by(bandwidth.points);
  const medians = Object.values(analysis?.variants ?? {}).flatMap(({ times, device }) =>
    device === undefined ? [times.median] : [],
  );
  return floor !== null && Math.min(...medians) < floor ? by(await bandwidth.again()) : floor;
}
