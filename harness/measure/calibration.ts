import type { Calibration } from "../model/executor.js";
import type { loadDriver } from "./native.js";

/** Longest that one try spends on one variant, nanoseconds, beyond the first operations. */
const CAP = 4_000_000;
/** Copies of arguments to work on where operations may not repeat: so many, if they take no more bytes. */
const COPIES = { most: 64, bytes: 2 ** 18 };

interface Request {
  readonly libraries: number;
  /** Of one set of arguments. */
  readonly bytes: number;
  /** Whether operations may repeat in place, and whether each has to be timed alone. */
  readonly repeat: boolean;
  readonly alone: boolean;
  /** Makes the memory for so many sets of arguments. */
  readonly map: (copies: number) => void;
  readonly check: (code: number) => void;
}

/** Coarse times of all libraries. `check`: throws where a code tells of a failure. */
export function calibrate(
  native: Awaited<ReturnType<typeof loadDriver>>,
  session: unknown,
  { libraries, bytes, repeat, alone, map, check }: Request,
): Calibration {
  const operation = new Float64Array(libraries);
  const restore = new Float64Array(1);
  map(repeat || alone ? 1 : Math.max(1, Math.min(COPIES.most, Math.floor(COPIES.bytes / bytes))));
  check(native.calibrate(session, operation, restore, repeat ? 1 : 0, CAP) as number);
  return {
    operation: [...operation],
    restore: restore[0] as number,
    clockStep: native.clockStep() as number,
    clockCost: native.emptyCall(session, 1) as number,
  };
}
