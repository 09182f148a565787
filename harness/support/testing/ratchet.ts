import {
  type Distance,
  RATCHET_OUTCOMES,
  type RatchetCase,
  type RatchetOutcome,
  type RatchetReport,
} from "../../model/ratchet.js";
import { sampleInterval } from "./records.js";

/** Builders of plausible reports of a ratchet for tests; every part can be overridden. */

const BEST = "d1501c385ee6d89f94d9f3f43e05079497bad52b";

export const sampleDistance = (estimate: number, day = 1): Distance => ({
  ...sampleInterval(estimate * 0.998, estimate, estimate * 1.002),
  at: `2026-11-${String(day).padStart(2, "0")}T12:16:25.354Z`,
  commit: "67f75631f2a8f3d3b7a0f6d6a2a7d8d2f3a4b5c6",
});

/** One that was measured: today takes 1 ÷ `estimate` of the best-known's time. */
export function sampleCase(
  outcome: RatchetOutcome,
  estimate: number | null = null,
  parts: Partial<RatchetCase> = {},
): RatchetCase {
  return {
    target: "5.1",
    file: "targets/sampling/5.1-temp/target.ts",
    workload: "vocab128k",
    variant: "multiply",
    outcome,
    reason: null,
    thresholds: { regression: 0.03, improvement: 0.05 },
    best: outcome === "created" ? null : { commit: BEST, at: "2026-11-21T12:16:25.354Z", median_us: 25.478 },
    best_us: estimate === null ? null : 25.5,
    now_us: estimate === null ? null : 25.5 / estimate,
    measured: estimate === null ? [] : [sampleInterval(estimate * 0.996, estimate, estimate * 1.004)],
    trials: estimate === null ? 0 : 20,
    distances: [],
    warnings: [],
    problem: null,
    ...parts,
  };
}

export function sampleRatchet(
  cases: readonly RatchetCase[],
  parts: Partial<RatchetReport> = {},
): RatchetReport {
  const counts = Object.fromEntries(
    RATCHET_OUTCOMES.map((outcome) => [outcome, cases.filter((one) => one.outcome === outcome).length]),
  ) as Record<RatchetOutcome, number>;
  return {
    schema: "pawl/ratchet@1",
    machine: { id: "amd-epyc-zen4-2c-1f3a", cpu: "AMD EPYC", isa: "x86-64-v4" },
    commit: "0123456789abcdef0123456789abcdef01234567",
    file: "results/amd-epyc-zen4-2c-1f3a/ratchet.json",
    written: false,
    noise: 0.0042,
    counts,
    cases,
    problems: [],
    ...parts,
  };
}
