import type { Mismatch } from "pawl";

/** Errors that the header library states: see sampling/lib/exp.hpp, log.hpp and their twins. */

interface Inputs {
  readonly x: ArrayLike<number>;
}

type Bound = (x: number, exact: number) => number;

const within =
  (bound: Bound) =>
  (expected: ArrayLike<number>, actual: Float32Array, { x }: Inputs): Mismatch[] => {
    const mismatches: Mismatch[] = [];
    for (const [i, y] of actual.entries()) {
      const exact = expected[i] as number;
      if (Math.abs(y - exact) <= bound(x[i] as number, exact)) continue;
      mismatches.push({ where: `y[${i}]`, expected: String(exact), actual: String(y) });
    }
    return mismatches;
  };

/** Smallest x whose exponential is sure to be a normal float, also after the error of x · log2(e). */
const NORMAL = -87.3;
/** Results below the normal floats may be 0. */
const UNDERFLOW = 2 ** -125;

/** The first part is that of the polynomial, the second that of x · log2(e). */
export const withinExp = within((x, exact) =>
  x < NORMAL ? UNDERFLOW : (2.4e-7 + 7.4e-8 * Math.abs(x)) * exact,
);

/** Relative to the larger of 1 and |ln x|. */
export const withinLog = within((_, exact) => 1.3e-7 * Math.max(1, Math.abs(exact)));
