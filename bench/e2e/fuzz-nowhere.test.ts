import { expect, test } from "vitest";
import type { CheckReport } from "../../harness/model/reports.js";
import { openProject } from "./testing/project.js";

test.each([
  [
    "a condition never met",
    "n: integers(0, 9), x: logits(), when: () => false",
    "FUZZ_TOO_NARROW",
    /`when` under fuzz/,
  ],
  [
    "a condition that throws",
    "n: integers(0, 9), x: logits(), when: () => { throw new Error('no sense'); }",
    "FUZZ_FAILED",
    /No input can be drawn for 1\.1: no sense\./,
  ],
  [
    "a list that fits one size only",
    "n: integers(2, 9), x: [1, 2]",
    "FUZZ_FAILED",
    /^No input can be drawn for 1\.1: x needs \d values and got 2\.$/,
  ],
])("fuzz with %s is told once, not with every workload", async (_, fuzz, code, message) => {
  const own = openProject("fuzzed");
  const text = own.read("targets/vectors/peak/target.ts");
  own.write("targets/vectors/peak/target.ts", text.replace(/fuzz: .*/, `fuzz: { ${fuzz} },`));
  const { exitCode, json } = await own.bench(["check", "1.1", "--variant", "twin", "--fuzz", "9", "--json"]);
  expect(exitCode).toBe(1);
  expect(json<CheckReport>().problems).toEqual([
    expect.objectContaining({
      code,
      message: expect.stringMatching(message),
      where: "targets/vectors/peak/target.ts",
    }),
  ]);
});

test("a baseline that is the reference and fails itself leaves nothing to judge by", async () => {
  const own = openProject("fuzzed");
  own.write("targets/vectors/peak/baseline.cpp", own.read("targets/vectors/peak/empty.cpp"));
  const { exitCode, json } = await own.bench([
    ...["check", "1.1", "--variant", "twin", "--fuzz", "60", "--seed", "1", "--json"],
  ]);
  expect(exitCode).toBe(5);
  const [{ variants }] = json<CheckReport>().results as [CheckReport["results"][number]];
  expect(variants.baseline).toMatchObject({
    state: "invalid",
    problem: { code: "VARIANT_CRASHES", message: expect.stringContaining("n = 0, x = []") },
  });
  expect(variants.twin).toMatchObject({ state: "skipped", problem: { code: "ORACLE_FAILED" } });
});
