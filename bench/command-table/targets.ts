import { COUNTERS } from "../../harness/model/counter.js";
import { SANITIZERS } from "../../harness/model/sanitizer.js";
import { CACHES, DEFAULT_SETTINGS, MIN_TRIALS } from "../../harness/model/target.js";
import { BUDGET, COUNT, PERCENT, TRIALS, WHOLE_FROM_0 } from "../number.js";
import type { CommandSpec } from "./spec.js";

const { limits } = DEFAULT_SETTINGS;

export const SELECTORS = {
  selectors: {
    kind: "list",
    describe:
      "Each an id, a group folder, the part of ids before a dot, a glob on ids, or a path; none: all targets",
  },
} as const;

const CASES = {
  variant: {
    kind: "list",
    value: "the name of a variant",
    describe: "Only this variant, beside the baseline; repeatable",
  },
  workload: { kind: "list", value: "the name of a workload", describe: "Only this workload; repeatable" },
} as const;

const STATUS_WORDS = `Status, derived from the records, of a target's weakest workload:
  NOT_STARTED  the baseline is not measured
  BENCHMARKED  the baseline is; no change is built
  IMPLEMENTED  the change builds, and is not proven right
  VALIDATED    it is right, and not shown to be faster
  COMPLETE     it is right and faster
  REJECTED     it is right, and shown not to be faster
  STALE        sources changed since: run it again`;

/** Commands that take targets and look at or work on them. */
export const OF_TARGETS = {
  list: {
    describe: "Show the declared targets and their status",
    positionals: SELECTORS,
    options: {},
    examples: [
      ["bench list", "every target of this project"],
      ["bench list sampling --json", "one group, as data"],
    ],
    epilogue: STATUS_WORDS,
    blank: { targets: [] },
  },
  run: {
    describe: "Build, verify, measure side by side, record",
    positionals: SELECTORS,
    options: {
      ...CASES,
      trials: {
        kind: "number",
        rule: TRIALS,
        describe: `Fresh processes of stage one, ${MIN_TRIALS} or more; default: the target's, else ${limits.trials}`,
      },
      budget: {
        kind: "number",
        rule: BUDGET,
        describe: `Limit in seconds on the native time per variant of a case, warm-up and both stages included; default: the target's, else ${limits.budget}`,
      },
      precision: {
        kind: "number",
        rule: PERCENT,
        describe: "Half-width in percent to try for, in up to three times as many further trials",
      },
      seed: {
        kind: "number",
        rule: WHOLE_FROM_0,
        describe: "Seed of the order in which variants are measured",
      },
      cache: {
        kind: "choice",
        of: CACHES,
        describe: "warm or cold, whatever the target declares; nothing is recorded then",
      },
      counter: {
        kind: "choice",
        of: COUNTERS,
        describe:
          "Count instructions too: instructions (valgrind: exact, the same in every run) or hardware (by the CPU, where it can be asked)",
      },
      detail: { kind: "flag", describe: "Show how the times of each variant are distributed" },
      "no-record": { kind: "flag", describe: "Measure and show, but keep nothing" },
    },
    examples: [
      ["bench run 5.1", "measure one target"],
      ["bench run 4 --precision 0.5", "all 4.…, trying for half a percent"],
      ["bench run 5.1 --variant avx512 --no-record", "one variant against the baseline, off the record"],
      ["bench run 5.1 --detail --no-record", "histograms, percentiles, modes and outliers"],
      ["bench run 5.1 --counter instructions", "times, and instructions that no noise reaches"],
      ["bench run sampling --json | jq '.results[].best'", "results as data"],
    ],
    blank: { results: [] },
  },
  check: {
    describe: "Build and verify only: the correctness gate",
    positionals: SELECTORS,
    options: {
      ...CASES,
      fuzz: {
        kind: "number",
        rule: COUNT,
        describe:
          "Drawn inputs to try on top, as the target's `fuzz` declares them (default: a few), else other seeds",
      },
      seed: {
        kind: "number",
        rule: WHOLE_FROM_0,
        describe: "Seed of the drawn inputs; default: a new one, which is shown",
      },
      sanitize: {
        kind: "choices",
        of: SANITIZERS,
        describe: "Build checks into the variants, for this once: address, undefined, or address,undefined",
      },
    },
    examples: [
      ["bench check", "every variant of every target"],
      ["bench check 4.2 --workload shuffled", "one workload of one target"],
      ["bench check --fuzz 500", "500 drawn inputs for every target; what fails is shrunk"],
      ["bench check 4.2 --fuzz 500 --seed 7", "the same inputs again"],
      ["bench check --sanitize address,undefined", "find what no output shows: stray accesses and the like"],
    ],
    blank: { sanitizers: [], results: [], warnings: [] },
  },
  ratchet: {
    describe: "Hold today against the best ever: the performance gate",
    positionals: SELECTORS,
    options: {
      ...CASES,
      "regression-threshold": {
        kind: "number",
        rule: PERCENT,
        describe: "Percent slower that is a regression; default: the target's, else 3",
      },
      "improvement-threshold": {
        kind: "number",
        rule: PERCENT,
        describe: "Percent faster that raises the best-known; default: the target's, else 5",
      },
      counter: {
        kind: "choice",
        of: COUNTERS,
        describe:
          "Count instead of measuring times, where none can be trusted: instructions (valgrind) or hardware; raises nothing",
      },
      strict: { kind: "flag", describe: "Fail (exit code 4) when something is left open" },
      force: { kind: "flag", describe: "Measure what is the same machine code, too" },
      reset: {
        kind: "flag",
        describe: "Put the best-known of these targets down to what is there now; needs --why",
      },
      why: { kind: "text", value: "a reason", describe: "Why a best-known is put down; it is kept" },
      "output-report": { kind: "text", value: "a file", describe: "Write the report as Markdown, too" },
    },
    examples: [
      ["bench ratchet", "every variant of every target"],
      ["bench ratchet --strict --output-report r.md", "in CI"],
      ["bench ratchet 5.1 --regression-threshold 2", "a stricter gate for one target"],
      ["bench ratchet 5.1 --reset --why 'rounds exactly'", "a price paid on purpose"],
    ],
    epilogue:
      "The best-known variant is built again from its commit and measured in the same rounds as today's; nothing is judged by stored numbers. Exit code 3: a regression, which a second measurement in fresh processes confirmed.",
    blank: { cases: [] },
  },
  diff: {
    describe: "Measure two revisions side by side",
    positionals: {
      rev: { kind: "text", describe: "What git calls the earlier one: a commit, a tag, a branch, HEAD~3" },
      selectors: {
        kind: "list",
        describe: "The later revision, if the first word names one (default: the work tree), then targets",
      },
    },
    options: {
      ...CASES,
      trials: {
        kind: "number",
        rule: TRIALS,
        describe: `Fresh processes of stage one, ${MIN_TRIALS} or more; default: the target's, else ${limits.trials}`,
      },
      precision: {
        kind: "number",
        rule: PERCENT,
        describe: "Half-width in percent to try for, in up to three times as many further trials",
      },
      force: { kind: "flag", describe: "Measure what is the same machine code, too" },
    },
    examples: [
      ["bench diff HEAD", "what the uncommitted changes are worth"],
      ["bench diff v1.2 v1.3 sampling", "one group, between two tags"],
      ["bench diff main 5.1 --variant avx512 --precision 0.3", "one variant, closely"],
    ],
    epilogue:
      "Each variant of both revisions runs in the same rounds, judged by the oracle of the later one. What is the same machine code is not measured; nothing is recorded.",
    blank: { pairs: [] },
  },
} as const satisfies { readonly [command: string]: CommandSpec };
