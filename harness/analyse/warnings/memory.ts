import type { Warning } from "../../model/problem.js";
import type { Result } from "../../model/record.js";

/** A time may be so much shorter than the floor: the best rate of several is not the best there is. */
const SLACK = 1.1;

/** Variants that take less time than this machine's memory hierarchy needs to move the declared bytes. */
export function fasterThanMemory({
  floor_us: floor,
  variants,
}: Pick<Result, "floor_us" | "variants">): Warning | null {
  if (!floor) return null;
  const fast = Object.entries(variants).flatMap(([name, { median_us }]) =>
    median_us !== undefined && median_us * SLACK < floor ? [`"${name}" takes ${short(median_us)} us`] : [],
  );
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
