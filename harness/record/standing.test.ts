import { describe, expect, it } from "vitest";
import type { MeasurementRecord, VariantResult } from "../model/record.js";
import {
  sampleInterval,
  sampleMeasured,
  sampleRecord,
  sampleSummary,
  sampleUnmeasured,
} from "../support/testing/records.js";
import { standing } from "./standing.js";
import { statusOf, weakest } from "./status.js";

const problem = { code: "X", message: "x" };
const withOptimized = (multiply: VariantResult, parts: Partial<MeasurementRecord> = {}) =>
  sampleRecord({ variants: { divide: sampleMeasured(10), multiply }, ...parts });

describe("statusOf", () => {
  const ratio = sampleInterval(1, 1, 1);
  it.each([
    ["NOT_STARTED", null],
    ["NOT_STARTED", sampleRecord({ variants: { divide: sampleUnmeasured("failed", problem) } })],
    ["BENCHMARKED", sampleRecord({ variants: { divide: sampleMeasured(10) } })],
    ["BENCHMARKED", withOptimized(sampleUnmeasured("failed", problem))],
    ["BENCHMARKED", withOptimized(sampleUnmeasured("skipped", problem))],
    ["IMPLEMENTED", withOptimized(sampleUnmeasured("built", problem))],
    ["IMPLEMENTED", withOptimized(sampleUnmeasured("invalid", problem))],
    ["VALIDATED", withOptimized(sampleMeasured(5, ratio, "inconclusive"))],
    ["VALIDATED", withOptimized(sampleMeasured(5, ratio, "faster"), { trials: 4 })],
    ["COMPLETE", withOptimized(sampleMeasured(5, ratio, "faster"))],
    ["REJECTED", withOptimized(sampleMeasured(5, ratio, "equivalent"))],
    ["REJECTED", withOptimized(sampleMeasured(5, ratio, "slower"))],
    ["VALIDATED", withOptimized(sampleMeasured(5, ratio, "slower"), { trials: 3 })],
  ] as const)("%s", (status, record) => {
    expect(statusOf(record, "multiply", false)).toBe(status);
  });

  it("judges the change named today, not the one named when it was measured", () => {
    expect(statusOf(sampleRecord({ optimized: "divide" }), "multiply", false)).toBe("COMPLETE");
    expect(statusOf(sampleRecord(), "other", false)).toBe("BENCHMARKED");
    expect(statusOf(sampleRecord(), undefined, false)).toBe("BENCHMARKED");
  });
});

describe("statusOf a target that declares fuzz", () => {
  const withVerdict = (verdict: "faster" | "equivalent" | "inconclusive", fuzzed?: number) =>
    sampleRecord({
      variants: { divide: sampleMeasured(10), multiply: sampleMeasured(5, sampleInterval(1, 2, 3), verdict) },
      ...(fuzzed === undefined ? {} : { fuzzed }),
    });
  it.each([
    ["IMPLEMENTED", withVerdict("faster")],
    ["IMPLEMENTED", withVerdict("faster", 0)],
    ["COMPLETE", withVerdict("faster", 60)],
    ["IMPLEMENTED", withVerdict("inconclusive")],
    ["VALIDATED", withVerdict("inconclusive", 1)],
    ["REJECTED", withVerdict("equivalent")],
  ] as const)("%s", (status, record) => {
    expect(statusOf(record, "multiply", true)).toBe(status);
  });
});

describe("weakest", () => {
  it("takes the least advanced; an open question is weaker than a rejection", () => {
    expect(weakest(["COMPLETE", "REJECTED"])).toBe("REJECTED");
    expect(weakest(["REJECTED", "VALIDATED"])).toBe("VALIDATED");
    expect(weakest([])).toBe("NOT_STARTED");
  });
});

describe("standing", () => {
  const two = sampleSummary({ workloads: ["a", "b"] });
  const on = (machine: string, workload: string, stale = false, at = "2026-01-01T00:00:00.000Z") => ({
    record: sampleRecord({ machine, workload, run: { ...sampleRecord().run, at } }),
    stale,
  });

  it("is about nothing without records", () => {
    expect(standing([two], [])).toEqual({
      reference: null,
      targets: [
        {
          target: "5.1",
          status: "NOT_STARTED",
          stale: false,
          rows: ["a", "b"].map((workload) => ({
            workload,
            status: "NOT_STARTED",
            stale: false,
            chosen: null,
            others: [],
          })),
        },
      ],
    });
  });

  it("is as weak as the weakest workload, and stale when any is", () => {
    const { targets } = standing([two], [on("m", "a", true)]);
    expect(targets[0]).toMatchObject({ status: "NOT_STARTED", stale: true });
    expect(targets[0]?.rows.map(({ status }) => status)).toEqual(["COMPLETE", "NOT_STARTED"]);
  });

  it("refers to the machine with most fresh records, then to the one measured on last", () => {
    const late = "2026-06-01T00:00:00.000Z";
    expect(standing([two], [on("x", "a"), on("x", "b"), on("y", "a", false, late)]).reference).toBe("x");
    expect(standing([two], [on("x", "a"), on("x", "b", true), on("y", "a", false, late)]).reference).toBe(
      "y",
    );
    expect(standing([two], [on("y", "a"), on("x", "a")]).reference).toBe("x");
  });

  it("does not depend on the order of the records", () => {
    const records = [on("x", "a"), on("y", "a"), on("y", "b"), on("z", "b", true)];
    expect(standing([two], records.toReversed())).toEqual(standing([two], records));
  });

  it("takes a row from another machine when only that one has a fresh record", () => {
    const row = standing([two], [on("x", "a"), on("x", "b", true), on("y", "b")]).targets[0]?.rows[1];
    expect(row).toMatchObject({ stale: false, chosen: { record: { machine: "y" } } });
    expect(row?.others.map(({ record }) => record.machine)).toEqual(["x"]);
  });

  it("takes a row of devices alone from the machine with most to say, even a stale word", () => {
    const requires = ["cuda"];
    const devices = sampleSummary({
      workloads: ["a"],
      variants: ["divide", "multiply"].map((name) => ({ name, sources: [], requires })),
    });
    const other = sampleSummary({ id: "5.2", workloads: ["a", "b", "c"] });
    const of = (id: string, machine: string, workload: string, stale = false) => {
      const { record } = on(machine, workload);
      return { record: { ...record, target: id }, stale };
    };
    const built = sampleUnmeasured("built", null);
    const without = (machine: string) => {
      const { record } = of("5.1", machine, "a");
      return { record: { ...record, variants: { divide: built, multiply: built } }, stale: false };
    };
    const machineOf = (...records: ReturnType<typeof of>[]) => {
      const busy = ["a", "b", "c"].map((workload) => of("5.2", "ci", workload));
      const { reference, targets } = standing([devices, other], [...busy, ...records]);
      expect(reference).toBe("ci");
      return targets[0]?.rows[0]?.chosen?.record.machine;
    };
    expect(machineOf(without("ci"), of("5.1", "old", "a", true))).toBe("old");
    expect(machineOf(of("5.1", "one", "a"), of("5.1", "two", "a"), of("5.2", "two", "a"))).toBe("two");
    expect(machineOf(of("5.1", "old", "a", true), of("5.1", "new", "a"))).toBe("new");
  });

  it("takes a device row from the machine that has the device", () => {
    const skipped = {
      record: { ...withOptimized(sampleUnmeasured("skipped", problem)), machine: "x", workload: "a" },
      stale: false,
    };
    const { reference, targets } = standing([two], [skipped, on("x", "b"), on("gpu", "a")]);
    expect(reference).toBe("x");
    expect(targets[0]?.rows[0]).toMatchObject({ status: "COMPLETE", chosen: { record: { machine: "gpu" } } });
  });
});
