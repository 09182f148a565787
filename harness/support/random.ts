import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Random } from "../model/value.js";

/** FNV-1a, 32 bits (Fowler, Noll, Vo): spreads a name over the seed, so that every column has a stream of its own. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** A stream that depends on the seed and the name alone: the same values on every machine. */
export function randomStream(seed: number, name: string): Random {
  const generator = generatorOf(seed, name);
  return {
    real: () => uniformFloat64(generator),
    integer: (low, high) => uniformInt(generator, low, high),
    normal: () => normalFrom(generator),
  };
}

type Generator = ReturnType<typeof xoroshiro128plus>;

const generatorOf = (seed: number, name: string): Generator =>
  xoroshiro128plus(Math.imul(seed, 0x9e3779b1) ^ hashName(name));

/** Marsaglia's polar method, with 32-bit coordinates; the second deviate of each pair is dropped. */
function normalFrom(generator: Generator): number {
  for (;;) {
    const u = generator.next() * 2 ** -31;
    const v = generator.next() * 2 ** -31;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/**
 * Fills `values` with the normal deviates that `randomStream(seed, name)` yields, scaled. A loop of its own, because
 * millions of them are drawn before anything is measured, and one through closures takes four times as long.
 */
export function fillNormal(
  values: Float32Array | Float64Array,
  { seed, name, mean, sd }: { seed: number; name: string; mean: number; sd: number },
): void {
  const generator = generatorOf(seed, name);
  for (let i = 0; i < values.length; i++) values[i] = mean + sd * normalFrom(generator);
}
