import type { Interval, Verdict } from "../../model/analysis.js";
import type { Machine } from "../../model/machine.js";
import type { Problem } from "../../model/problem.js";
import { type MeasurementRecord, RECORD_SCHEMA, type VariantResult } from "../../model/record.js";
import type { TargetSummary } from "../../model/target.js";

/** Builders of plausible summaries, records and machines for tests; every part can be overridden. */

export const sampleSummary = (parts: Partial<TargetSummary> = {}): TargetSummary => ({
  id: "5.1",
  title: "temp scaling (div->mul)",
  group: "sampling",
  file: "targets/sampling/5.1-temp/target.ts",
  workloads: ["vocab128k"],
  variants: [
    { name: "divide", sources: ["divide.cpp"], requires: [] },
    { name: "multiply", sources: ["multiply.cpp"], requires: [] },
  ],
  baseline: "divide",
  optimized: "multiply",
  fuzzes: false,
  hash: "d".repeat(64),
  ...parts,
});

export const sampleInterval = (low: number, estimate: number, high: number): Interval => ({
  estimate,
  low,
  high,
  confidence: 0.95,
});

export const sampleMeasured = (
  us: number,
  ratio: Interval | null = null,
  verdict: Verdict | null = null,
): VariantResult => ({
  state: "measured",
  verified: true,
  problem: null,
  ratio,
  verdict,
  mean_us: us,
  stddev_us: us * 0.004,
  median_us: us * 0.998,
  p95_us: us * 1.05,
  min_us: us * 0.97,
  artifact: "a".repeat(64),
});

export const sampleUnmeasured = (state: VariantResult["state"], problem: Problem | null): VariantResult => ({
  state,
  verified: state === "invalid" ? false : null,
  problem,
  ratio: null,
  verdict: null,
});

export const sampleRecord = (parts: Partial<MeasurementRecord> = {}): MeasurementRecord => ({
  schema: RECORD_SCHEMA,
  target: "5.1",
  workload: "vocab128k",
  baseline: "divide",
  optimized: "multiply",
  best: "multiply",
  margin: 0.01,
  trials: 5,
  rounds: 2400,
  kept: 0.98,
  warnings: [],
  variants: {
    divide: sampleMeasured(36.61),
    multiply: sampleMeasured(19.07, sampleInterval(1.9, 1.92, 1.94), "faster"),
  },
  run: {
    id: "run-1",
    at: "2026-01-02T03:04:05.000Z",
    commit: "0123456789abcdef".repeat(3),
    dirty: false,
    version: "0.1.0",
  },
  machine: "amd-epyc-zen4-2c-1f3a",
  content: { hash: "c".repeat(64), files: ["targets/sampling/5.1-temp/divide.cpp"] },
  toolchain: { compiler: "g++ 12.2.0", flags: ["-O3", "-march=native"] },
  trial_summaries: [],
  ...parts,
});

export const sampleMachine = (parts: Partial<Machine> = {}): Machine => ({
  id: "amd-epyc-zen4-2c-1f3a",
  cpu: "AMD EPYC",
  isa: "x86-64-v4",
  features: ["avx2", "avx512f"],
  cpus: 2,
  caches: [
    { level: 1, type: "Data", bytes: 32_768 },
    { level: 1, type: "Instruction", bytes: 32_768 },
    { level: 2, type: "Unified", bytes: 1_048_576 },
    { level: 3, type: "Unified", bytes: 33_554_432 },
  ],
  os: "Debian GNU/Linux 12 (bookworm)",
  kernel: "6.1.0",
  virtual: "KVM",
  ...parts,
});
