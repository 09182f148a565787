import type { DeviceUse } from "../model/measurement.js";
import type { loadDriver } from "./native.js";

/** Operations of which a trial asks for the device time, and the nanoseconds after which fewer do. */
const OPERATIONS = { fewest: 20, most: 64 };
const CAP = 20_000_000;

/** Bits of `pawl_device_offers`. */
const NAME = 1;
const TIME = 2;

/**
 * What one library tells of its device where it was timed: after all timing, since events take time themselves. Null
 * when it tells nothing; a number: the code of what its device failed of meanwhile. `first`: instance to begin with.
 */
export function deviceUse(
  native: Awaited<ReturnType<typeof loadDriver>>,
  session: unknown,
  library: number,
  first: number,
): DeviceUse | null | number {
  const offers = native.deviceOffers(session, library) as number;
  if (offers === 0) return null;
  const name = offers & NAME ? { name: (native.deviceNamed(session, library) as string | null) || null } : {};
  if (!(offers & TIME)) return name;
  const times = new Float64Array(OPERATIONS.most);
  const made = new BigUint64Array(1);
  const { fewest, most } = OPERATIONS;
  const code = native.deviceTimes(session, library, first, fewest, most, CAP, times, made) as number;
  if (code !== 0) return code;
  return { ...name, times: times.slice(0, Number(made[0])) };
}
