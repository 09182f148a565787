import { timesFloor } from "../../model/floor.js";
import type { Warning } from "../../model/problem.js";
import type { Result } from "../../model/record.js";

/** A time may be so much shorter than the floor: the best rate of several is not the best there is. */
const SLACK = 1.1;

/** Variants that take less time than this machine's memory hierarchy needs to move the declared bytes. */
export function fasterThanMemory(result: Pick<Result, "floor_us" | "variants">): Warning | null {
  const { floor_us: floor, variants } = result;
  if (!floor) return null;
  const fast = Object.entries(variants).flatMap(([name, variant]) => {
    const times = timesFloor(result, variant);
    return times !== null && times * SLACK < 1 ? [`"${name}" takes ${short(times * floor)} us`] : [];
  });
  if (fast.length === 0) return null;
  return {
    code: "faster-than-memory",
    message:
      `${fast.join("; ")}: as measured, this machine needs ${short(floor)} us ` +
      "to move the declared bytes.",
    advice:
      "It touches less than `bytes` says (some algorithms may: correct the declaration), or leaves work out that `verify` does not look at.",
  };
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
