import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import type { Selection } from "../model/project.js";
import { sampleSummary } from "../support/testing/records.js";
import { selectTargets } from "./select.js";

const root = "/project";
const named = (...names: string[]) => names.map((name) => ({ name, sources: [`${name}.cpp`], requires: [] }));
const summaries = [
  sampleSummary({
    id: "4.2",
    file: "targets/sampling/penalties/target.ts",
    workloads: ["ordered", "shuffled"],
    variants: named("hash", "dense"),
  }),
  sampleSummary({ id: "5.1", file: "targets/sampling/temperature/target.ts" }),
  sampleSummary({ id: "5.1f", file: "targets/sampling/temperature-flat/target.ts" }),
  sampleSummary({ id: "sum", group: "vector", file: "targets/vector/sum/target.ts" }),
  sampleSummary({ id: "vector", group: "other", file: "targets/other/vector/target.ts" }),
];

const select = (selection: Partial<Selection>): string[] =>
  selectTargets(summaries, { selectors: [], variants: [], workloads: [], ...selection }, root).map(
    ({ id }) => id,
  );

describe("selectTargets", () => {
  test.each([
    ["nothing: all", [], ["4.2", "5.1", "5.1f", "sum", "vector"]],
    ["an id, which is not a pattern", ["5.1"], ["5.1"]],
    ["an id before a group of that name", ["vector"], ["vector"]],
    ["a group", ["sampling"], ["4.2", "5.1", "5.1f"]],
    ["a group as a folder", ["sampling/"], ["4.2", "5.1", "5.1f"]],
    ["the part of ids before a dot", ["5"], ["5.1", "5.1f"]],
    ["a pattern on ids", ["5.*"], ["5.1", "5.1f"]],
    ["alternatives", ["{4.2,sum}"], ["4.2", "sum"]],
    ["a folder below the root", ["targets/vector"], ["sum"]],
    ["a folder below targets", ["sampling/penalties"], ["4.2"]],
    ["the declaration's path", ["targets/sampling/temperature/target.ts"], ["5.1"]],
    ["a source's path, absolute", [`${root}/targets/sampling/temperature-flat/avx.cpp`], ["5.1f"]],
    ["a path from the working directory", [relative(process.cwd(), `${root}/targets/vector/sum`)], ["sum"]],
    [
      "several, in the order declared and once each",
      ["sum", "4.2", "sampling"],
      ["4.2", "5.1", "5.1f", "sum"],
    ],
  ])("%s", (_, selectors, ids) => {
    expect(select({ selectors })).toEqual(ids);
  });

  test("an id and a group come before ids that begin so", () => {
    const found = (selector: string) =>
      selectTargets(
        [
          ...["7", "7.1", "8.1"].map((id) => sampleSummary({ id, file: `targets/a/${id}/target.ts` })),
          sampleSummary({ id: "9", group: "8", file: "targets/8/nine/target.ts" }),
        ],
        { selectors: [selector], variants: [], workloads: [] },
        root,
      ).map(({ id }) => id);
    expect(found("7")).toEqual(["7"]);
    expect(found("8")).toEqual(["9"]);
  });

  test("keeps targets that have one of the variants and one of the workloads", () => {
    expect(select({ variants: ["dense", "hash"] })).toEqual(["4.2"]);
    expect(select({ variants: ["dense", "divide"] })).toEqual(["4.2", "5.1", "5.1f", "sum", "vector"]);
    expect(select({ workloads: ["shuffled"] })).toEqual(["4.2"]);
    expect(select({ workloads: ["shuffled"], variants: ["divide"] })).toEqual([]);
  });

  test.each<[string, Partial<Selection>, string]>([
    ["UNKNOWN_TARGET", { selectors: ["5.1", "5.2"] }, "Nearest: 4.2, 5.1, 5.1f."],
    ["UNKNOWN_TARGET", { selectors: ["Sum2"] }, "Nearest: sum"],
    ["UNKNOWN_TARGET", { selectors: [""] }, "Nearest"],
    ["UNKNOWN_VARIANT", { selectors: ["5.1"], variants: ["multply"] }, "Nearest: multiply, divide."],
    ["UNKNOWN_VARIANT", { selectors: ["5.1"], variants: ["dense"] }, "Nearest: divide"],
    ["UNKNOWN_WORKLOAD", { workloads: ["vocab"] }, "Nearest: vocab128k"],
  ])("%s for %o", (code, selection, mend) => {
    const problem = expect.objectContaining({ code, mend: expect.stringContaining(mend) });
    expect(() => select(selection)).toThrow(expect.objectContaining({ exitCode: 2, problem }));
  });

  test("says so when nothing is declared", () => {
    expect(() => selectTargets([], { selectors: ["a"], variants: [], workloads: [] }, root)).toThrow(
      /UNKNOWN_TARGET/,
    );
    expect(selectTargets([], { selectors: [], variants: [], workloads: [] }, root)).toEqual([]);
  });
});
