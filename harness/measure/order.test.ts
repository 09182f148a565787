import { expect, test } from "vitest";
import { roundOrder, williams } from "./order.js";

const rowsOf = (order: Uint8Array, variants: number) =>
  Array.from({ length: order.length / variants }, (_, i) => [
    ...order.subarray(i * variants, (i + 1) * variants),
  ]);

/** How often each pair occurs, for all pairs that may. */
const counts = (pairs: readonly (readonly [number, number])[]) => {
  const found = new Map<string, number>();
  for (const pair of pairs) found.set(String(pair), (found.get(String(pair)) ?? 0) + 1);
  return found;
};

const MANY = [2, 3, 4, 5, 6, 7];
/** Rounds that are whole blocks for every number of variants above. */
const blockOf = (variants: number) => (variants === 2 ? 8 : williams(variants).length);

test.each(MANY)("of %i variants each stands in each position equally often", (variants) => {
  const rows = rowsOf(roundOrder(variants, 3 * blockOf(variants), 1), variants);
  const positions = counts(rows.flatMap((row) => row.map((v, p): [number, number] => [v, p])));
  expect(positions.size).toBe(variants * variants);
  expect(new Set(positions.values())).toEqual(new Set([rows.length / variants]));
});

test.each(MANY)("of %i variants each follows each other one equally often within a round", (variants) => {
  const rows = rowsOf(roundOrder(variants, 3 * blockOf(variants), 1), variants);
  const followers = counts(
    rows.flatMap((row) => row.slice(1).map((v, p): [number, number] => [row[p] as number, v])),
  );
  expect(followers.size).toBe(variants * (variants - 1));
  expect(new Set(followers.values())).toEqual(new Set([rows.length / variants]));
});

test.each([3, 4, 6])("of %i variants each pair stands in every place", (variants) => {
  const rows = rowsOf(roundOrder(variants, 60 * blockOf(variants), 1), variants);
  const places = counts(
    rows.flatMap((row) => row.slice(1).map((v, p): [number, number] => [100 * (row[p] as number) + v, p])),
  );
  expect(places.size).toBe(variants * (variants - 1) * (variants - 1));
});

test("two variants come in blocks of 4 AB and 4 BA", () => {
  const rows = rowsOf(roundOrder(2, 80, 7), 2);
  for (let block = 0; block < 10; block++) {
    const first = rows.slice(8 * block, 8 * block + 8).filter(([v]) => v === 0);
    expect(first.length).toBe(4);
  }
});

test.each([1, ...MANY])(
  "every round of %i variants has each once, also where a block is cut short",
  (variants) => {
    const rows = rowsOf(roundOrder(variants, 13, 3), variants);
    expect(rows.length).toBe(13);
    for (const row of rows) expect(row.toSorted()).toEqual(Array.from({ length: variants }, (_, v) => v));
  },
);

test("the seed decides the order", () => {
  expect(roundOrder(3, 120, 5)).toEqual(roundOrder(3, 120, 5));
  expect(roundOrder(3, 120, 5)).not.toEqual(roundOrder(3, 120, 6));
  const blocks = rowsOf(roundOrder(2, 800, 5), 16).map(String);
  expect(new Set(blocks).size).toBeGreaterThan(10);
});

test("the designs are those of the textbooks", () => {
  // Jones & Kenward (2014), "Design and Analysis of Cross-Over Trials", 4.2: Williams designs for four and for three
  // treatments: A B D C, B C A D, C D B A, D A C B, and all six orders of three.
  const text = (rows: number[][], letters: string) =>
    rows.map((row) => row.map((v) => letters[v]).join("")).sort();
  // Treatments may be named in any order; with these names the designs are the same.
  expect(text(williams(4), "ADCB")).toEqual(["ABDC", "BCAD", "CDBA", "DACB"]);
  expect(text(williams(3), "ABC")).toEqual(["ABC", "ACB", "BAC", "BCA", "CAB", "CBA"]);
});
