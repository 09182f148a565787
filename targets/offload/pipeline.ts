import { input, integers, output, uniform } from "pawl";
import { VOCABULARY } from "./rows.js";

/** What the declarations of G.3 share, whichever API its variants use. */

interface Steps {
  readonly steps: number;
}

/** Without numbers, ids are −1. `steps` ≤ 0 writes nothing. */
export const args = { steps: "i32", ids: output("i32", ({ steps }: Steps) => Math.max(0, steps)) } as const;

/** `work`: rounds per number and step, which stand in for a model. */
export const create = { seed_values: input("u32", "n"), n: "usize", work: "u32" } as const;

const MOST = 2 ** 32 - 1;
const decode = { steps: 16, n: VOCABULARY, seed_values: uniform(0, MOST) } as const;

export const workloads = {
  /**
   * Computing should take about as long as the transfer on an H100, by estimate: 593.5 KiB at some 52 GB/s of PCIe 5
   * x16 are 11.5 µs. Of its 132 multiprocessors, the busiest have 5 blocks of 8 warps, 10 for each of the 4 schedulers,
   * which start an integer multiply-add of a warp every second cycle: 20 cycles a round, 10.5 ns at 1.9 GHz.
   */
  balanced: { ...decode, work: 1000 },
  compute_bound: { ...decode, steps: 8, work: 2000 },
};

interface Inputs extends Steps {
  readonly seed_values: Uint32Array;
  readonly n: number;
  readonly work: number;
}

/** See pipeline/generator.hpp. */
const FACTOR = 1664525;
const INCREMENT = 1013904223;
const STRIDE = 0x9e3779b9;

/**
 * Step s, from 0: x ← x xor (s + 1) · stride; `work` times x ← x · factor + increment, in 32 bits, which are one
 * multiplication and one addition by other numbers; the logit is the upper 24 bits of x, signed, over 2¹⁶; the first of
 * the largest is the token.
 */
export function tokensOf({ steps, seed_values, n, work }: Inputs): { ids: Int32Array } {
  let factor = 1;
  let increment = 0;
  for (let round = 0; round < work; round++) {
    factor = Math.imul(factor, FACTOR);
    increment = (Math.imul(increment, FACTOR) + INCREMENT) | 0;
  }
  const x = Int32Array.from(seed_values);
  const ids = new Int32Array(Math.max(0, steps)).fill(-1);
  for (let s = 0; s < steps && n > 0; s++) {
    const change = Math.imul(s + 1, STRIDE);
    let best = 0;
    for (let i = 0; i < n; i++) {
      x[i] = Math.imul((x[i] as number) ^ change, factor) + increment;
      if ((x[i] as number) >> 8 > (x[best] as number) >> 8) best = i;
    }
    ids[s] = best;
  }
  return { ids };
}

export const fuzz = {
  steps: integers(-1, 9),
  seed_values: integers(0, MOST),
  n: integers(0, 5000),
  work: integers(0, 20),
};

/** Tokens. */
export const items = ({ steps }: Inputs) => Math.max(0, steps);
