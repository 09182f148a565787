import type { CommandSpec } from "./spec.js";

/** Commands that a CI runs, and that sets one up. */
export const IN_CI = {
  report: {
    describe: "Render what `bench ratchet --json` wrote as Markdown",
    positionals: { file: { kind: "text", describe: "The JSON document; whatever it says, it is only text" } },
    options: {},
    examples: [
      ["bench report ratchet.json > comment.md", "a comment for a pull request"],
      ["bench report ratchet.json --json", "the same as data"],
    ],
    epilogue:
      "The document may come from anybody: it is refused unless it is what the ratchet writes, and nothing of a project is executed. The first line, <!-- pawl:ratchet -->, is for a bot to find its comment by; there are 65,536 characters at most.",
    blank: {},
  },
  init: {
    describe: "Write workflows for GitHub Actions: gates, report, raised results",
    positionals: { what: { kind: "text", of: ["ci"], describe: "What to write: ci" } },
    options: {
      branch: {
        kind: "text",
        value: "the name of a branch",
        describe: "Where results are committed; default: the branch that a clone of the origin starts on",
      },
      force: { kind: "flag", describe: "Replace workflows that are there" },
    },
    examples: [["bench init ci", ".github/workflows/bench.yml and bench-comment.yml"]],
    blank: { files: [] },
  },
  adopt: {
    describe: "Take over results that another job measured",
    positionals: {
      folder: { kind: "text", describe: "It holds <machine>/ratchet.json, machine.json, <id>.jsonl" },
    },
    options: {},
    examples: [["bench adopt ../artifact", "what is new in it, into results/"]],
    epilogue:
      "All of it is examined before anything is written: known names, whole files in the form that bench writes, and records only at the end of those that are there.",
    blank: { files: [] },
  },
} as const satisfies { readonly [command: string]: CommandSpec };
