import pc from "picocolors";
import { expect, test } from "vitest";
import type { BundleReport, ImportReport } from "../../harness/model/bundling.js";
import { renderBundle, renderImport } from "./elsewhere.js";

const wide = { width: 100, colors: pc.createColors(false), wraps: false };

const bundled: BundleReport = {
  schema: "pawl/bundle@1",
  ...{ file: "out/b.tar.gz", bytes: 39_643_421, platform: "linux-x64" },
  origin: { name: "kernels", roots: [], commit: null, dirty: false },
  ...{ targets: ["1.1"], files: 5, prebuilt: null, left_out: [], problems: [] },
};

test("bundle: what it holds, what it lacks, what to do with it", () => {
  expect(renderBundle(bundled, wide)).toBe(
    [
      "out/b.tar.gz: 1 target, 39.6 MB, for linux-x64.",
      "next, there: tar xf b.tar.gz && pawl-bundle-linux-x64/bench run",
      "next, here: bench import records.json",
    ].join("\n"),
  );
  const prebuilt = { compiler: "g++ 12", architecture: "x86-64-v3", libraries: 4 };
  const left_out = [{ what: "npm:x", why: "too large (60 MiB)" }];
  const text = renderBundle({ ...bundled, prebuilt, left_out }, wide);
  expect(text).toMatch(/^out\/b\.tar\.gz: 1 target, 4 libraries prebuilt for x86-64-v3, 39\.6 MB/);
  expect(text).toContain("\nleft out: npm:x, too large (60 MiB)\n");
});

test("import: how many are new, and which are stale and why", () => {
  const report: ImportReport = {
    schema: "pawl/import@1",
    ...{ machines: ["h100"], added: [], known: 2, problems: [] },
  };
  expect(renderImport(report, wide)).toBe("0 new records of h100, 2 were here before.");
  const one = { machine: "h100", target: "G.1", workload: "w", run: "r", stale: null };
  const stale = { ...one, target: "G.2", stale: "changed since 0123: a.cu" };
  const told = "2 new records of h100.\n1 of them is stale:\n  G.2 w: changed since 0123: a.cu";
  const two = { ...report, added: [one, stale], known: 0 };
  expect(renderImport(two, wide)).toBe(`${told}\ntracking.md is updated.`);
  const problems = [{ code: "TRACKING_NOT_WRITABLE", message: "The table cannot be written." }];
  expect(renderImport({ ...two, problems }, wide)).toBe(told);
});
