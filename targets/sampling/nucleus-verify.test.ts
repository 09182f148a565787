import { expect, test } from "vitest";
import { nucleus } from "./nucleus-verify.js";

const data = (...all: readonly (readonly [id: number, logit: number, p: number])[]) => ({
  id: Int32Array.from(all, ([id]) => id),
  logit: Float32Array.from(all, ([, logit]) => logit),
  p: Float32Array.from(all, ([, , p]) => p),
});
const array = (kept: ReturnType<typeof data>, sorted = true) => ({
  data: kept,
  size: kept.id.length,
  selected: -1,
  sorted,
});

/** Probabilities 0.5, 0.25, 0.125, 0.125: two equals at the end, and one that is masked. */
const logit = (p: number) => Math.fround(Math.log(p * 8));
const [a, b, c, d, masked] = [
  [7, logit(0.5), 0.5],
  [8, logit(0.25), 0.25],
  [5, 0, 0.125],
  [6, 0, 0.125],
  [9, -Infinity, 0],
] as const;
const cur = array(data(c, a, masked, b, d), false);
const everything = array(data(a, b, c, d, masked));
const inputs = { cur, p: 0.7, min_keep: 1 };
const limits = { p: 1e-4, mass: 1e-5, rank: 0 };
const descending = () => (l: number) => -l;
const stable = nucleus(descending, limits, true);
const unstable = nucleus(descending, limits);

test.each([
  ["enough", { p: 0.7 }, data(a, b)],
  ["one, to the last bit", { p: 0.5 }, data(a)],
  ["two, since the first may round to less", { p: 0.5 }, data(a, b)],
  ["more, if asked for", { min_keep: 3 }, data(a, b, c)],
  ["all, if more than there are are asked for", { min_keep: 9 }, data(a, b, c, d, masked)],
  ["all but the masked one", { p: 0.99 }, data(a, b, c, d)],
])("right: %s", (_, changed, kept) => {
  expect(stable(everything, array(kept), { ...inputs, ...changed })).toEqual([]);
});

test.each([
  ["too few", { p: 0.76 }, data(a, b)],
  ["one too many", { p: 0.74 }, data(a, b, c)],
  ["fewer than asked for", { min_keep: 3 }, data(a, b)],
  ["more than asked for", { min_keep: 3 }, data(a, b, c, d)],
  ["none", { p: 0 }, data()],
  ["more than there are", { p: 0.999999 }, data(a, b, c, d, masked, masked)],
  ["another order", {}, data(b, a)],
  ["one left out", { p: 0.6 }, data(a, c)],
  ["one twice", {}, data(a, a)],
  ["a stranger", {}, data(a, [1, b[1], 0.25])],
  ["a stranger's logit", {}, data(a, [8, 1, 0.25])],
  ["no probability", {}, data(a, [8, b[1], 0])],
  ["a probability that is off", {}, data(a, [8, b[1], 0.2501])],
  ["a probability that is not a number", {}, data(a, [8, b[1], Number.NaN])],
])("wrong: %s", (_, changed, kept) => {
  for (const compare of [stable, unstable])
    expect(compare(everything, array(kept), { ...inputs, ...changed })).not.toEqual([]);
});

test("equals change places only where that is allowed", () => {
  const swapped = array(data(a, b, d));
  const call = { ...inputs, p: 0.8 };
  expect(unstable(everything, swapped, call)).toEqual([]);
  expect(stable(everything, swapped, call)).toEqual([
    { where: "data[2]", expected: "{5, 0}", actual: "{6, 0}" },
  ]);
});

test("flags are what they should be", () => {
  expect(stable(everything, array(data(a, b), false), inputs)).toEqual([
    { where: "sorted", expected: "true", actual: "false" },
  ]);
  expect(stable(everything, { ...array(data(a, b)), selected: 0 }, inputs)).toHaveLength(1);
});

test("turned off, it changes nothing, not even by a rounding", () => {
  const off = { ...inputs, p: 1 };
  const same = array(data(c, a, masked, b, d), false);
  expect(stable(cur, same, off)).toEqual([]);
  expect(stable(cur, array(data(c, a, masked, b), false), off)).toHaveLength(1);
  const touched = array(data(c, a, masked, b, [6, 0, Math.fround(0.125 + 1e-7)]), false);
  expect(stable(cur, touched, off)).toHaveLength(1);
});

test("where all are masked, all are kept, with nothing", () => {
  const all = array(data(masked, [4, -Infinity, 0]));
  const call = { ...inputs, cur: { ...all, sorted: false } };
  expect(stable(all, all, call)).toEqual([]);
  expect(stable(all, array(data(masked)), call)).toHaveLength(1);
  expect(stable(all, array(data(masked, [4, -Infinity, 0.5])), call)).toHaveLength(1);
});
