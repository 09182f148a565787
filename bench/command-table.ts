import { SANITIZERS } from "../harness/model/sanitizer.js";
import { CACHES, DEFAULT_SETTINGS, MIN_TRIALS } from "../harness/model/target.js";
import { COUNT, type NumberRule, PERCENT, POSITIVE, TRIALS, WHOLE_FROM_0 } from "./number.js";

/** What every command accepts, as data: `bench --help` needs this table and nothing else of the command line. */

export interface OptionSpec {
  /**
   * flag: present or not · text: one value · list: repeatable · number: one number that obeys `rule` · choice: one of `of`
   * · choices: some of `of`, separated by commas.
   */
  readonly kind: "flag" | "text" | "list" | "number" | "choice" | "choices";
  readonly describe: string;
  readonly rule?: NumberRule;
  readonly of?: readonly string[];
}

export interface CommandSpec {
  readonly describe: string;
  /** A `list` positional takes any number of words and comes last; a `text` one is required. */
  readonly positionals: {
    readonly [name: string]: { readonly kind: "list" | "text"; readonly describe: string };
  };
  readonly options: { readonly [name: string]: OptionSpec };
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  readonly epilogue?: string;
  /** False: takes neither `--root` nor `--json`. Default true. */
  readonly common?: boolean;
  /** Fields of the command's JSON document that are there, empty, when it failed before it had a report. */
  readonly blank: { readonly [field: string]: readonly never[] };
}

/** Accepted by every command. */
export const COMMON = {
  root: {
    kind: "text",
    describe: "The project to work on; default: the nearest folder upward that has targets/",
  },
  json: { kind: "flag", describe: "Print one JSON document to stdout, everything for people to stderr" },
} as const satisfies CommandSpec["options"];

const { limits } = DEFAULT_SETTINGS;

const SELECTORS = {
  selectors: {
    kind: "list",
    describe: "Each an id, a group folder, a glob on ids, or a path; none: all targets",
  },
} as const;

const CASES = {
  variant: { kind: "list", describe: "Only this variant, beside the baseline; repeatable" },
  workload: { kind: "list", describe: "Only this workload; repeatable" },
} as const;

const STATUS_WORDS = `Status, derived from the records, of a target's weakest workload:
  NOT_STARTED  the baseline is not measured
  BENCHMARKED  the baseline is; no change is built
  IMPLEMENTED  the change builds, and is not proven right
  VALIDATED    it is right, and not shown to be faster
  COMPLETE     it is right and faster
  REJECTED     it is right, and shown not to be faster
  STALE        sources changed since: run it again`;

export const COMMANDS = {
  list: {
    describe: "Show the declared targets and their status",
    positionals: SELECTORS,
    options: {},
    examples: [
      ["bench list", "every target of this project"],
      ["bench list samplers --json", "one group, as data"],
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
        describe: `Fresh processes per comparison, ${MIN_TRIALS} or more; default: the target's, else ${limits.trials}`,
      },
      budget: {
        kind: "number",
        rule: POSITIVE,
        describe: `Seconds of native time to aim at per case; default: the target's, else ${limits.budget}`,
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
      detail: { kind: "flag", describe: "Show how the times of each variant are distributed" },
      "no-record": { kind: "flag", describe: "Measure and show, but keep nothing" },
    },
    examples: [
      ["bench run 5.1", "measure one target"],
      ["bench run '4.*' --precision 0.5", "several, trying for half a percent"],
      ["bench run 5.1 --variant avx512 --no-record", "one variant against the baseline, off the record"],
      ["bench run 5.1 --detail --no-record", "histograms, percentiles, modes and outliers"],
      ["bench run samplers --json | jq '.results[].best'", "results as data"],
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
        describe: "Try this many drawn inputs on top, as the target's `fuzz` declares them, else other seeds",
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
  track: {
    describe: "Regenerate tracking.md from declarations and records",
    positionals: {},
    options: { check: { kind: "flag", describe: "Write nothing; fail when tracking.md is out of date" } },
    examples: [
      ["bench track", "write tracking.md"],
      ["bench track --check", "in CI: is the committed table what the records say?"],
    ],
    blank: {},
  },
  accuracy: {
    describe: "Measure the harness itself: how often and how far it is wrong here",
    positionals: {},
    options: {
      runs: {
        kind: "number",
        rule: COUNT,
        describe: "Comparisons per scenario; default 50, which takes about a quarter of an hour",
      },
      seed: { kind: "number", rule: WHOLE_FROM_0, describe: "Of everything random" },
      "no-record": { kind: "flag", describe: "Show, but keep nothing" },
    },
    examples: [
      ["bench accuracy", "write results/<machine>/accuracy.json and accuracy.md"],
      ["bench accuracy --runs 5 --no-record", "a first impression"],
    ],
    epilogue: "Leave the machine alone meanwhile: what else runs is measured too.",
    blank: { scenarios: [], goals: [] },
  },
  doctor: {
    describe: "Tell whether this machine is quiet and every tool is there",
    positionals: {},
    options: {},
    examples: [["bench doctor", "each finding with its remedy"]],
    blank: { findings: [] },
  },
  new: {
    describe: "Scaffold a target that runs at once",
    positionals: { id: { kind: "text", describe: "Id of the new target, or group/id" } },
    options: { from: { kind: "text", describe: "Template to start from; default: basic" } },
    examples: [
      ["bench new 7.1", "targets/7.1/target.ts and its sources"],
      ["bench new samplers/7.1 --from state", "in a group, with state made outside the timed region"],
    ],
    blank: { files: [] },
  },
  promote: {
    describe: "Make a variant the published change, in target.ts",
    positionals: {
      id: { kind: "text", describe: "Id of the target" },
      variant: { kind: "text", describe: "One of its variants" },
    },
    options: {},
    examples: [["bench promote 5.1 avx512", "the row of 5.1 is now about avx512"]],
    blank: {},
  },
  completion: {
    describe: "Print a shell script that completes commands and ids",
    positionals: {},
    options: {},
    examples: [
      ["bench completion >> ~/.bashrc", "install in bash"],
      ["SHELL=zsh bench completion >> ~/.zshrc", "install in zsh"],
    ],
    epilogue: "Open a new shell afterwards. The script calls `bench`, so it must be on the PATH.",
    common: false,
    blank: {},
  },
} as const satisfies { readonly [command: string]: CommandSpec };

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

type ValueOf<Option> = Option extends { readonly kind: "choice"; readonly of: readonly (infer Choice)[] }
  ? Choice | undefined
  : Option extends { readonly of: readonly (infer Choice)[] }
    ? readonly Choice[]
    : Option extends { readonly kind: "flag" }
      ? boolean
      : Option extends { readonly kind: "list" }
        ? readonly string[]
        : Option extends { readonly kind: "number" }
          ? number | undefined
          : string | undefined;

type Positionals<N extends CommandName> = (typeof COMMANDS)[N]["positionals"];
type Options<N extends CommandName> = (typeof COMMANDS)[N]["options"] & typeof COMMON;

/** What was given to a command: a value per option and positional, numbers already checked. */
export type Values<N extends CommandName> = {
  readonly [K in keyof Options<N>]: ValueOf<Options<N>[K]>;
} & {
  readonly [K in keyof Positionals<N>]: Positionals<N>[K] extends { readonly kind: "list" }
    ? readonly string[]
    : string;
};
