import { expect, test } from "vitest";
import { sampleMeasured, sampleRecord, sampleUnmeasured } from "../support/testing/records.js";
import { type Counts, withInstructions } from "./instructions.js";
import { nonconformity, recordSchema } from "./schema.js";

const record = sampleRecord({
  variants: {
    plain: sampleMeasured(10),
    fast: sampleMeasured(5),
    wide: sampleMeasured(3),
    gone: sampleUnmeasured("skipped", { code: "REQUIRES_MISSING", message: "this CPU has no sve" }),
  },
  warnings: [{ code: "load", message: "Load is 1.8." }],
});
const counts: Counts = {
  counter: "callgrind",
  counted: new Map([
    ["plain", { instructions: 1000, range: [1000, 1000], steady: true }],
    ["fast", { instructions: 500, range: [490, 510], steady: true }],
  ]),
  uncounted: new Map([["wide", "it requires avx512f"]]),
};

test("every variant asked for has its number, or null and the reason", () => {
  const result = withInstructions(record, counts);
  expect(result.counter).toBe("callgrind");
  expect(result.variants.plain).toEqual({ ...record.variants.plain, instructions: 1000 });
  expect(result.variants.fast).toMatchObject({ instructions: 500, instructions_range: [490, 510] });
  expect(result.variants.wide).toMatchObject({ instructions: null });
  expect(result.variants.gone).toEqual(record.variants.gone);
  expect(result.warnings).toEqual([
    ...record.warnings,
    {
      code: "instructions-not-counted",
      message: "The instructions of wide are not counted: it requires avx512f.",
    },
  ]);
  expect(nonconformity(recordSchema, result)).toBeNull();
});

test("a count that changes from call to call is a doubt, unless the CPU counted", () => {
  const fast = { instructions: 500, range: [490, 510], steady: false } as const;
  const codes = (counter: "callgrind" | "perf_event") =>
    withInstructions(record, {
      counter,
      counted: new Map([["fast", fast]]),
      uncounted: new Map(),
    }).warnings.map(({ code }) => code);
  expect(codes("callgrind")).toEqual(["load", "instructions-differ"]);
  expect(codes("perf_event")).toEqual(["load"]);
});
