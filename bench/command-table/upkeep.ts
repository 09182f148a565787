import { QUESTIONS } from "../../harness/model/accuracy.js";
import { DEFAULT_TEMPLATE, TEMPLATES } from "../../harness/model/templates.js";
import { COUNT, WHOLE_FROM_0 } from "../number.js";
import type { CommandSpec } from "./spec.js";

/** Commands about the whole project, its files, the machine, or the command line itself. */
export const UPKEEP = {
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
      only: {
        kind: "choices",
        of: QUESTIONS,
        describe: `Only some questions (${QUESTIONS.join(", ")}); what they find goes to no report in results/`,
      },
      "no-record": { kind: "flag", describe: "Show, but keep nothing" },
    },
    examples: [
      ["bench accuracy", "write results/<machine>/accuracy.json and accuracy.md"],
      ["bench accuracy --runs 5 --no-record", "a first impression"],
      ["bench accuracy --only detection,overhead", "two of the questions"],
    ],
    epilogue: `Leave the machine alone meanwhile: what else runs is measured too.
Exits with 0 when everything was measured, whether or not each goal is met.`,
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
    options: {
      from: {
        kind: "text",
        value: TEMPLATES.join(" or "),
        describe: `Template to start from: ${TEMPLATES.join(" or ")}; default: ${DEFAULT_TEMPLATE}`,
      },
    },
    examples: [
      ["bench new 7.1", "targets/7.1/target.ts and its sources"],
      ["bench new sampling/7.1 --from state", "in a group, with state made outside the timed region"],
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
