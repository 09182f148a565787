import type { FillFunction } from "pawl";

/**
 * The swaps of a selection sort, as llama.cpp records them to bring the outputs of a batch into the order of their
 * tokens: swap k is of row k and the later one whose output belongs there. The order is drawn from those that form
 * one cycle (Sattolo), so that none can be left out and all instances take as many.
 */
export const selectionSort: FillFunction = ({ n, random }) => {
  const swaps = n / 2;
  const order = Array.from({ length: swaps + 1 }, (_, row) => row);
  for (let i = swaps; i > 0; i--) swap(order, i, random.integer(0, i - 1));
  const pairs = new Int32Array(n);
  for (let k = 0; k < swaps; k++) {
    const from = order.indexOf(k);
    swap(order, k, from);
    pairs.set([k, from], 2 * k);
  }
  return pairs;
};

function swap(values: number[], i: number, j: number): void {
  const value = values[i] as number;
  values[i] = values[j] as number;
  values[j] = value;
}

/** How many rows the swaps, applied one after the other, leave elsewhere than they were. */
export function movedRows(pairs: Int32Array, rows: number): number {
  const source = Array.from({ length: rows }, (_, row) => row);
  for (let s = 0; s < pairs.length; s += 2) swap(source, pairs[s] as number, pairs[s + 1] as number);
  return source.filter((from, row) => from !== row).length;
}
