import { describe, expect, it } from "vitest";
import type { MeasurementRecord } from "../model/record.js";
import type { TargetSummary } from "../model/target.js";
import type { ChosenRecord, Records, RowStanding, Standing } from "../model/tracking.js";
import {
  sampleInterval,
  sampleMachine,
  sampleMeasured,
  sampleRecord,
  sampleSummary,
  sampleUnmeasured,
} from "../support/testing/records.js";
import { renderTracking, trackingView } from "./tracking.js";

const REFERENCE = "amd-epyc-zen4-2c-1f3a";
const GPU = "intel-xeon-8481c-8c-77aa";

const noAvx = sampleUnmeasured("skipped", {
  code: "REQUIRES_MISSING",
  message: "this CPU has no avx512f",
  where: "avx512",
});
const wrong = sampleUnmeasured("invalid", {
  code: "WRONG_OUTPUT",
  message: "cur.data[17].logit: expected 1.5 | got 2\n3 of 128000 elements differ",
  where: "targets/sampling/5.1-temp/clever.cpp",
});

const temperature = sampleSummary({
  claim: "One reciprocal and n multiplies beat n divisions.",
  variants: [
    { name: "divide", sources: ["divide.cpp"], requires: [] },
    { name: "multiply", sources: ["multiply.cpp"], requires: [], note: "misses by 1 ULP | see claim" },
    { name: "avx512", sources: ["avx512.cpp"], requires: ["avx512f"] },
    { name: "clever", sources: ["clever.cpp"], requires: [] },
  ],
  published: { baseline: 58, optimized: 49, unit: "us", source: "llama.cpp sampling process table" },
});
const penalties = sampleSummary({
  id: "4.2",
  title: "penalties: vector<int> | ring",
  workloads: ["ordered", "shuffled", "reversed"],
  published: { speedup: 132.4, unit: "ms", source: "process document" },
});
const stale = sampleSummary({
  id: "4.10",
  title: "dry",
  group: "sampling",
  published: { baseline: 165, optimized: 4.7, unit: "us", source: "llama.cpp | table" },
});
const gpu = sampleSummary({
  id: "G.1",
  title: "argmax",
  group: "device",
  published: {
    ...{ baseline: 314.89, optimized: 1.04, unit: "us", source: "process document" },
    workloads: ["vocab128k"],
  },
});
const mixed = sampleSummary({ id: "G.10", title: "argmax there and back", group: "device" });
const pending = sampleSummary({ id: "1.3", title: "top-k", group: "truncation" });
const explored = sampleSummary({
  id: "9.1",
  title: "ring",
  group: "truncation",
  published: { baseline: 3.1, unit: "us", source: "process document" },
});
delete (explored as { optimized?: string }).optimized;

const complete = sampleRecord({
  best: "multiply",
  floor_us: 15.9,
  warnings: [{ code: "timer-coarse", message: "the clock steps by 10 ns | 1.7 %" }],
  variants: {
    divide: { ...sampleMeasured(36.6123), gb_per_s: 83.9, items_per_s: 3.497e9 },
    multiply: { ...sampleMeasured(19.0712, sampleInterval(1.9, 1.92, 1.94), "faster"), gb_per_s: 161.2 },
    avx512: noAvx,
    clever: wrong,
  },
});
const elsewhere = sampleRecord({
  machine: GPU,
  variants: {
    divide: sampleMeasured(30),
    multiply: sampleMeasured(15, sampleInterval(1.99, 2, 2.01), "faster"),
    avx512: sampleMeasured(10, sampleInterval(2.9, 3, 3.1), "faster"),
  },
});
const rejected = sampleRecord({
  target: "4.2",
  workload: "ordered",
  best: "ring",
  run: { ...complete.run, commit: null },
  variants: {
    divide: sampleMeasured(373.2),
    multiply: sampleMeasured(375, sampleInterval(0.9938, 0.9951, 0.9964), "equivalent"),
    ring: sampleMeasured(3.1, sampleInterval(118, 120, 122), "faster"),
  },
});
/** The published change and another one are not told apart, and a third may be faster still. */
const tied = sampleRecord({
  target: "4.2",
  workload: "shuffled",
  best: "ring",
  variants: {
    divide: sampleMeasured(373.2),
    multiply: sampleMeasured(3.15, sampleInterval(117, 118, 119), "faster"),
    ring: sampleMeasured(3.1, sampleInterval(118, 120, 122), "faster"),
    hash: sampleMeasured(9, sampleInterval(0.9, 41, 1900), "inconclusive"),
    dense: sampleMeasured(9.1, sampleInterval(40, 41, 42), "faster"),
  },
});
const old = sampleRecord({
  target: "4.10",
  run: { ...complete.run, dirty: true },
  toolchain: { compiler: "clang++ 14.0.6", flags: [] },
  best: null,
  trials: 2,
  variants: {
    divide: sampleMeasured(0.6),
    multiply: sampleMeasured(0.6, sampleInterval(0.7, 1, 1.4), "inconclusive"),
  },
});
const device = sampleRecord({
  target: "G.1",
  machine: GPU,
  variants: {
    divide: { ...sampleMeasured(36.61), device: "NVIDIA H100 80GB HBM3", device_us: null },
    multiply: {
      ...sampleMeasured(19.07, sampleInterval(1.9, 1.92, 1.94), "faster"),
      device: "NVIDIA H100 80GB HBM3",
      device_us: 3.2,
    },
  },
});
const partly = sampleRecord({
  target: "G.10",
  machine: GPU,
  variants: {
    divide: sampleMeasured(36.61),
    multiply: {
      ...sampleMeasured(19.07, sampleInterval(1.9, 1.92, 1.94), "faster"),
      device: "pthread | AMD EPYC",
      device_us: 0.5,
    },
  },
});
const alone = sampleRecord({
  target: "9.1",
  optimized: null,
  best: null,
  variants: { divide: sampleMeasured(12345.6) },
});

const chosen = (record: MeasurementRecord, isStale = false): ChosenRecord => ({ record, stale: isStale });
const row = (workload: string, parts: Partial<RowStanding> = {}): RowStanding => ({
  workload,
  status: "NOT_STARTED",
  stale: false,
  chosen: null,
  others: [],
  ...parts,
});
const at = (summary: TargetSummary, ...rows: RowStanding[]) => ({
  target: summary.id,
  status: rows[0]?.status ?? "NOT_STARTED",
  stale: rows.some((one) => one.stale),
  rows,
});

const summaries = [temperature, pending, gpu, mixed, stale, penalties, explored];
const standing: Standing = {
  reference: REFERENCE,
  targets: [
    at(
      temperature,
      row("vocab128k", { status: "COMPLETE", chosen: chosen(complete), others: [chosen(elsewhere, true)] }),
    ),
    at(
      penalties,
      row("ordered", { status: "REJECTED", chosen: chosen(rejected) }),
      row("shuffled", { status: "COMPLETE", chosen: chosen(tied) }),
      row("reversed"),
    ),
    at(stale, row("vocab128k", { status: "VALIDATED", stale: true, chosen: chosen(old, true) })),
    at(gpu, row("vocab128k", { status: "COMPLETE", chosen: chosen(device) }), row("unlike_published")),
    at(mixed, row("vocab128k", { status: "COMPLETE", chosen: chosen(partly) })),
    at(pending, row("vocab128k")),
    at(explored, row("vocab128k", { status: "BENCHMARKED", chosen: chosen(alone) })),
  ],
};
const records: Records = {
  chosen: [
    chosen(complete),
    chosen(rejected),
    chosen(tied),
    chosen(old, true),
    chosen(alone),
    chosen(elsewhere, true),
    chosen(device),
    chosen(partly),
  ],
  machines: [sampleMachine()],
  orphans: [{ machine: REFERENCE, target: "0.9", workload: "vocab128k", records: 3 }],
  problems: [
    {
      code: "RECORD_TORN",
      message: "The last record was cut short, by a crash or a full disk. It is skipped.",
      where: `results/${REFERENCE}/5.1.jsonl:4`,
      mend: "Measure again.",
    },
  ],
};

describe("tracking.md", () => {
  it("shows everything there is to know", async () => {
    const rendered = await renderTracking(trackingView(summaries, records, standing));
    await expect(rendered).toMatchFileSnapshot("golden/tracking.md.golden");
  });

  it("says how to begin when there is nothing", async () => {
    const nothing = trackingView(
      [],
      { chosen: [], machines: [], orphans: [], problems: [] },
      { reference: null, targets: [] },
    );
    await expect(await renderTracking(nothing)).toMatchFileSnapshot("golden/empty.md.golden");
  });

  it("does not depend on the order in which declarations were found", () => {
    const backwards = trackingView(summaries.toReversed(), records, {
      reference: REFERENCE,
      targets: standing.targets.toReversed(),
    });
    expect(backwards).toEqual(trackingView(summaries, records, standing));
  });

  it("gives every row of a table as many cells as its header", async () => {
    const rendered = await renderTracking(trackingView(summaries, records, standing));
    const cells = (line: string) => line.replaceAll("\\\\", "").replaceAll("\\|", "").split("|").length;
    for (const block of rendered.split("\n\n").filter((part) => part.startsWith("|"))) {
      const lines = block.trimEnd().split("\n");
      expect(new Set(lines.map(cells)).size, block).toBe(1);
    }
  });
});
