import * as v from "valibot";
import { afterAll, expect, test } from "vitest";
import type { CheckReport, RunReport } from "../../harness/model/reports.js";
import { runDocument } from "./testing/documents.js";
import { openProject } from "./testing/project.js";

/** The short fuzz of commands that were asked for none. */

const project = openProject("fuzzed", afterAll);

test("a run fuzzes a little, says how much, and gives a variant that fails no number", async () => {
  const { exitCode, json } = await project.bench([
    ...["run", "1.1", "--variant", "masked", "--variant", "twin", "--no-record", "--json"],
  ]);
  expect(exitCode).toBe(5);
  const { results } = json<RunReport>();
  v.parse(runDocument, json());
  for (const { fuzzed, variants } of results) {
    expect(fuzzed).toBeGreaterThan(0);
    expect(variants.masked).toMatchObject({
      state: "invalid",
      ratio: null,
      problem: { code: "WRONG_OUTPUT" },
    });
    expect(variants.masked).not.toHaveProperty("median_us");
    expect([variants.baseline?.state, variants.twin?.state]).toEqual(["measured", "measured"]);
  }
  expect(results.length).toBe(2);
});

test.each([
  { sanitize: [], again: "" },
  ...(process.platform === "linux"
    ? [{ sanitize: ["--sanitize", "undefined"], again: " --sanitize undefined" }]
    : []),
])("a check that is asked for no fuzz tries what a run tries, $sanitize", async ({ sanitize, again }) => {
  const chosen = ["1.1", "--variant", "masked", "--variant", "twin"];
  const { exitCode, json } = await project.bench(["check", ...chosen, ...sanitize, "--json"]);
  expect(exitCode).toBe(5);
  const { results } = json<CheckReport>();
  expect(results.length).toBe(2);
  for (const { fuzz, variants } of results) {
    expect(fuzz).toMatchObject({ inputs: 30, declared: true });
    expect(variants).toMatchObject({ masked: { state: "invalid" }, twin: { state: "verified" } });
    const replay = new RegExp(`--variant masked --fuzz \\d+ --seed ${fuzz?.seed}${again}\``);
    expect(variants.masked?.problem?.mend).toMatch(replay);
  }
  const other = await project.bench(["check", "1.2", "--variant", "twin", ...sanitize, "--json"]);
  expect(other.json<CheckReport>().results).toMatchObject([{ target: "1.2", fuzz: null }]);
});
