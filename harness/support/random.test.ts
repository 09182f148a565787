import { expect, test } from "vitest";
import { fillNormal, randomStream } from "./random.js";

/** Inputs of old records are drawn from these streams: a change of the values makes records incomparable. */
test("yields the same values for ever", () => {
  const random = randomStream(42, "cur.data.logit");
  const take = <T>(draw: () => T) => [draw(), draw(), draw()];
  expect({
    real: take(random.real),
    integer: take(() => random.integer(-5, 1_000_000)),
    normal: take(random.normal),
  }).toMatchInlineSnapshot(`
    {
      "integer": [
        820115,
        818811,
        562951,
      ],
      "normal": [
        -0.8144829243696043,
        1.8330375132384142,
        0.6185697195872689,
      ],
      "real": [
        0.13177790968735348,
        0.5163619149723631,
        0.5494215645408622,
      ],
    }
  `);
});

const firstOf = (seed: number, name: string) => {
  const random = randomStream(seed, name);
  return Array.from({ length: 64 }, () => random.real());
};

test("every seed and every name has a stream of its own", () => {
  const streams = [0, 1, 2, 42, 43].flatMap((seed) =>
    ["a", "b", "ab", "ba"].map((name) => firstOf(seed, name)),
  );
  expect(new Set(streams.flat()).size).toBe(streams.length * 64);
});

test("streams do not disturb each other", () => {
  const a = randomStream(1, "a");
  const b = randomStream(1, "b");
  const together = Array.from({ length: 64 }, () => {
    b.real();
    return a.real();
  });
  expect(together).toEqual(firstOf(1, "a"));
});

test("deviates have the moments and bounds of their distributions", () => {
  const random = randomStream(7, "moments");
  const n = 20_000;
  const moments = (draw: () => number) => {
    const values = Array.from({ length: n }, draw);
    const mean = values.reduce((sum, x) => sum + x, 0) / n;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
    return { mean, variance, low: Math.min(...values), high: Math.max(...values) };
  };
  // Five standard errors; the seed is fixed, so this either always passes or never.
  const normal = moments(random.normal);
  expect(Math.abs(normal.mean)).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(normal.variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  const real = moments(random.real);
  expect(Math.abs(real.mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
  expect(real.low).toBeGreaterThanOrEqual(0);
  expect(real.high).toBeLessThan(1);
  const integer = moments(() => random.integer(-2, 2));
  expect([integer.low, integer.high]).toEqual([-2, 2]);
});

test("a filled array has the deviates of the stream", () => {
  const values = new Float64Array(1000);
  fillNormal(values, { seed: 7, name: "x", mean: 2, sd: 3 });
  const stream = randomStream(7, "x");
  expect(values).toEqual(Float64Array.from(values, () => 2 + 3 * stream.normal()));
});
