import { expect, test } from "vitest";
import type { Cursor } from "../../model/fuzz.js";
import { type Decoded, decoded, signature, sourceOf, values } from "./testing/source.js";

/** Goes from failing draft to failing draft, as the fuzzer does; how often it asked. */
function shrink(source: ReturnType<typeof sourceOf>, fails: (input: Decoded) => boolean) {
  const failing = (draft: Parameters<typeof source.realise>[0]) => {
    const input = source.realise(draft);
    return input !== null && fails(decoded(input));
  };
  const seed = Array.from({ length: 5000 }, (_, i) => i).find((i) => failing(source.draw(i)));
  if (seed === undefined) throw new Error("nothing fails");
  let draft = source.draw(seed);
  let cursor: Cursor | undefined;
  let asked = 0;
  for (let going = true; going; ) {
    going = false;
    for (const step of source.simpler(draft, cursor)) {
      asked++;
      if (!failing(step.draft)) continue;
      draft = step.draft;
      cursor = step.cursor;
      going = true;
      break;
    }
  }
  return { input: decoded(source.realise(draft)), asked };
}

const SIMPLE = { n: 0, t: Math.fround(0.1), x: [], size: 0, sorted: false, id: [], logit: [] };

test.each<[string, (input: Decoded) => boolean, Partial<Record<keyof typeof SIMPLE, unknown>>]>([
  [
    "a vector tail",
    ({ cur }) => cur.size % 16 === 15,
    { size: 15, id: [...Array(15).keys()], logit: Array(15).fill(0) },
  ],
  ["a size above a threshold", ({ cur }) => cur.size > 1000, { size: 1001 }],
  ["an empty array", ({ n }) => n === 0, {}],
  [
    "a −0 somewhere",
    ({ cur }) => cur.data.logit.some((v) => Object.is(v, -0)),
    { size: 1, id: [0], logit: [-0] },
  ],
  [
    "a masked token",
    ({ cur }) => cur.data.logit.includes(-Infinity),
    { size: 1, id: [0], logit: [-Infinity] },
  ],
  [
    "a tie of a maximum above 3",
    ({ x }) => {
      const m = Math.max(...x);
      return m > 1.5 && x.filter((v) => v === m).length > 1;
    },
    { n: 2, x: [2, 2] },
  ],
  [
    "two sizes that differ",
    ({ n, cur }) => n > 3 && cur.size > n,
    { n: 4, x: [0, 0, 0, 0], size: 5, id: [0, 1, 2, 3, 4], logit: [0, 0, 0, 0, 0] },
  ],
  ["a flag", ({ cur }) => cur.sorted, { sorted: true }],
  ["another alternative", ({ cur }) => cur.data.id[1] === 8, { size: 2, id: [7, 8], logit: [0, 0] }],
  ["a denormal", ({ x }) => x.some((v) => v !== 0 && Math.abs(v) < 1e-300), { n: 1 }],
])("%s shrinks to the smallest case", (_, fails, wanted) => {
  const source = sourceOf(signature, { values });
  const { input, asked } = shrink(source, fails);
  const { n, t, x, cur } = input;
  const found = {
    n,
    t,
    x: [...x],
    size: cur.size,
    sorted: cur.sorted,
    id: [...cur.data.id],
    logit: [...cur.data.logit],
  };
  const expected = Object.fromEntries(
    Object.entries({ ...SIMPLE, ...wanted }).filter(
      ([key]) => key in wanted || (key === "n" && !("x" in wanted)),
    ),
  );
  expect(found).toMatchObject(expected);
  expect(asked).toBeLessThan(1500);
});
