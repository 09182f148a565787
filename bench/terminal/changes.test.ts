import pc from "picocolors";
import { expect, test } from "vitest";
import { renderAdopt, renderInit, renderNew, renderPromote, renderTrack } from "./changes.js";

const wide = { width: 100, colors: pc.createColors(false) };

test("track", () => {
  const report = { schema: "pawl/track@1", file: "tracking.md", problems: [] } as const;
  expect(renderTrack({ ...report, changed: true, written: true }, wide)).toBe("tracking.md is updated.");
  expect(renderTrack({ ...report, changed: false, written: false }, wide)).toBe("tracking.md is up to date.");
  expect(renderTrack({ ...report, changed: true, written: false }, wide)).toBe(
    "tracking.md is out of date.\nnext: bench track",
  );
  const problems = [{ code: "TRACKING_STALE", message: "tracking.md is out of date." }];
  expect(renderTrack({ ...report, changed: true, written: false, problems }, wide)).toBe("");
});

test("new", () => {
  const report = {
    schema: "pawl/new@1",
    id: "demo",
    files: ["targets/demo/target.ts"],
    problems: [],
  } as const;
  expect(renderNew(report, wide)).toBe("created targets/demo/target.ts\nnext: bench run demo");
  expect(renderNew({ ...report, files: [] }, wide)).toBe("");
});

test("promote", () => {
  const report = {
    schema: "pawl/promote@1",
    id: "5.1",
    file: "t/target.ts",
    from: "a",
    to: "b",
    problems: [],
  } as const;
  expect(renderPromote(report, wide)).toBe(
    "5.1: optimized was a, is now b (t/target.ts).\nnext: bench run 5.1",
  );
  expect(renderPromote({ ...report, from: null }, wide)).toContain("5.1: optimized is now b (t/target.ts).");
  expect(renderPromote({ ...report, from: "b" }, wide)).toBe(
    "b is already the published change of 5.1 (t/target.ts).",
  );
});

test("init", () => {
  const files = [
    { file: ".github/workflows/bench.yml", replaced: true },
    { file: ".github/workflows/bench-comment.yml", replaced: false },
  ];
  const text = renderInit({ schema: "pawl/init@1", files, branch: "trunk", problems: [] }, wide);
  const lines = text.split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "replaced .github/workflows/bench.yml",
    "created .github/workflows/bench-comment.yml",
    "next:",
  ]);
  expect(lines[3]).toMatch(/^- `bench ratchet`, and commit results\//);
  expect(text).toContain("as soon as it is on trunk");
});

test("adopt", () => {
  const report = { schema: "pawl/adopt@1", files: ["results/m/5.1.jsonl"], problems: [] } as const;
  expect(renderAdopt(report, wide)).toBe("wrote results/m/5.1.jsonl\nnext: bench track");
  expect(renderAdopt({ ...report, files: [] }, wide)).toBe("Nothing in it is new.");
});
