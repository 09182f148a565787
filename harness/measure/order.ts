import { randomStream } from "../support/random.js";

/**
 * The order of variants in each round: [round][position] → variant, row-major.
 *
 * Rows come in shuffled blocks, each balanced for position and for who follows whom, so that neither a fixed
 * neighbour nor a fixed place biases a variant (measurement.md: a fixed ABBA cost up to 0.35 %).
 * Two variants: blocks of 4 AB + 4 BA. More: the rows of a Williams design, in each block with the variants renamed at
 * random, since in one of an even number every pair has a place of its own.
 */
export function roundOrder(variants: number, rounds: number, seed: number): Uint8Array {
  const random = randomStream(seed, "order");
  const block =
    variants === 2 ? Array.from({ length: 8 }, (_, i) => (i < 4 ? [0, 1] : [1, 0])) : williams(variants);
  const names = Array.from({ length: variants }, (_, i) => i);
  const order = new Uint8Array(variants * rounds);
  for (let round = 0; round < rounds; round += block.length) {
    shuffle(block, random.integer);
    shuffle(names, random.integer);
    for (const [i, row] of block.entries()) {
      if (round + i < rounds)
        order.set(
          row.map((v) => names[v] as number),
          (round + i) * variants,
        );
    }
  }
  return order;
}

/** Fisher–Yates, in place. */
function shuffle<T>(items: T[], integer: (low: number, high: number) => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = integer(0, i);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
}

/**
 * Williams (1949), "Experimental designs balanced for the estimation of residual effects of treatments": each variant
 * stands in each position equally often and follows each other one equally often. An odd number needs the mirrored
 * square too.
 */
export function williams(n: number): number[][] {
  const first = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? i / 2 : n - (i + 1) / 2));
  const square = Array.from({ length: n }, (_, row) => first.map((x) => (x + row) % n));
  return n % 2 === 0 ? square : [...square, ...square.map((row) => row.toReversed())];
}
