import type { TrialSummary } from "../../../model/analysis.js";
import type { Exported } from "../../../model/export.js";
import {
  sampleInterval,
  sampleMachine,
  sampleMeasured,
  sampleRecord,
  sampleSummary,
  sampleUnmeasured,
} from "../../../support/testing/records.js";

/** Every state there is, and texts with all that some format reads as its own. */

const trial = (kept: number, medians: Readonly<Record<string, number>>): TrialSummary => ({
  rounds: 500,
  kept,
  variants: Object.fromEntries(
    Object.entries(medians).map(([name, us]) => [name, { log_ratio: null, median_us: us }]),
  ),
});

const temperature = sampleSummary({
  title: 'temp "scaling", div->mul <fast> & more',
  workloads: ["vocab128k", "tiny"],
  variants: [
    { name: "divide", sources: ["divide.cpp"], requires: [] },
    {
      name: "multiply",
      sources: ["multiply.cpp"],
      requires: [],
      note: 'misses by 1 ULP, "at most"\n| see `claim`',
    },
    { name: "avx512", sources: ["avx512.cpp"], requires: ["avx512f"] },
    { name: "clever", sources: ["clever.cpp"], requires: [] },
    { name: "broken", sources: ["broken.cpp"], requires: [] },
    { name: "device", sources: ["device.cu"], requires: ["cuda"] },
  ],
});

const measured = sampleRecord({
  trials: 3,
  rounds: 2000,
  warnings: [{ code: "timer-coarse", message: "the clock steps by 10 ns" }],
  variants: {
    clever: sampleUnmeasured("invalid", {
      code: "WRONG_OUTPUT",
      message: 'cur.data[17].logit: expected "1.5", got <2>\n3 of 128000 elements & more differ\u001b ]]>',
      where: "targets/sampling/5.1-temp/clever.cpp",
      mend: "Compare it with the oracle.",
    }),
    multiply: {
      ...sampleMeasured(19.07, sampleInterval(1.9, 1.92, 1.94), "faster"),
      gb_per_s: 161.2,
      items_per_s: 6.712e9,
    },
    divide: { ...sampleMeasured(36.61), gb_per_s: 83.9, gflop_per_s: 3.5 },
    avx512: sampleUnmeasured("skipped", { code: "REQUIRES_MISSING", message: "this CPU has no avx512f" }),
    broken: sampleUnmeasured("failed", { code: "COMPILE_FAILED", message: "g++ ended with 1" }),
    device: sampleUnmeasured("built", null),
  },
  trial_summaries: [
    trial(0.98, { divide: 36.58, multiply: 19.05 }),
    trial(0, { divide: 58.1, multiply: 33.3 }),
    trial(1, { divide: 36.53, multiply: 19.03 }),
    trial(0.9, { divide: 36.72, multiply: 19.13 }),
  ],
});

/** One trial, outside git, slower, and of a source that has changed since. */
const old = sampleRecord({
  workload: "tiny",
  trials: 1,
  rounds: 500,
  best: null,
  run: { ...measured.run, at: "2025-12-31T23:59:59.999Z", commit: null, dirty: true },
  variants: {
    divide: sampleMeasured(0.0366),
    multiply: sampleMeasured(0.0512, sampleInterval(0.71, 0.715, 0.72), "slower"),
    dropped: sampleMeasured(0.0365, sampleInterval(0.9, 1, 1.1), "inconclusive"),
  },
  trial_summaries: [trial(1, { divide: 0.0365268, multiply: 0.0510976, dropped: 0.036427 })],
});

export const everything: Exported = {
  machine: { id: "amd-epyc-zen4-2c-1f3a", description: sampleMachine() },
  cases: [
    { target: temperature, record: measured, stale: false },
    { target: temperature, record: old, stale: true },
    {
      target: sampleSummary({ id: "a.b-c_D", title: "fetch\nonly", group: "device" }),
      record: sampleRecord({ target: "a.b-c_D", trial_summaries: [trial(1, { divide: 36.53678 })] }),
      stale: false,
    },
  ],
};

/** The description of the machine is lost. */
export const nameless: Exported = { ...everything, machine: { ...everything.machine, description: null } };

/** Variants of `everything` that have a time. */
export const TIMED = [
  "5.1/vocab128k/divide",
  "5.1/vocab128k/multiply",
  "5.1/tiny/divide",
  "5.1/tiny/multiply",
  "5.1/tiny/dropped",
  "a.b-c_D/vocab128k/divide",
  "a.b-c_D/vocab128k/multiply",
];

/** All of its variants, as declared, not as recorded. */
export const ALL = [
  ...TIMED.slice(0, 2),
  ...["avx512", "clever", "broken", "device"].map((variant) => `5.1/vocab128k/${variant}`),
  ...TIMED.slice(2),
];
