import { softmaxOf } from "../softmax.js";
import type { Penalised } from "./order.js";

interface Cuts {
  readonly k: number;
  readonly top_p: number;
  readonly min_p: number;
}

/** How near to a tie a cut may fall on either side: of cumulative probability, and relative to a logit. */
const TIE = 1e-5;

/** How many candidates top-k, top-p and min-p leave, one after the other: at least and at most. n > 0. */
export function sizesLeft(
  { logit, error }: Penalised,
  { k, top_p, min_p }: Cuts,
): { readonly least: number; readonly most: number } {
  const top = Float64Array.from(logit).sort().reverse().subarray(0, k);
  const rounding = error.reduce((a, b) => Math.max(a, b), 0);
  const p = softmaxOf(top);
  const untilMass = (mass: number) => {
    let sum = 0;
    const last = p.findIndex((x) => {
      sum += x;
      return sum >= mass;
    });
    return last < 0 ? p.length : last + 1;
  };
  const reaching = (least: number) => Math.max(1, top.filter((l) => l >= least).length);
  const threshold = (top[0] as number) + Math.log(min_p);
  const near = rounding + TIE * (threshold === -Infinity ? 1 : Math.max(1, Math.abs(threshold)));
  const left = (side: 1 | -1) =>
    Math.min(
      top_p >= 1 ? top.length : untilMass(top_p + side * (TIE + rounding)),
      min_p <= 0 ? top.length : reaching(threshold - side * near),
    );
  return { least: left(-1), most: left(1) };
}
