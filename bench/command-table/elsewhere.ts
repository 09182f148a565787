import type { CommandSpec } from "./spec.js";
import { SELECTORS } from "./targets.js";

/** Commands that measure on other machines. */
export const ELSEWHERE = {
  bundle: {
    describe: "Pack targets and all that measures them for another machine",
    positionals: SELECTORS,
    options: {
      output: {
        kind: "text",
        value: "a file to write",
        describe: "The archive; default: pawl-bundle-<platform>.tar.gz here",
      },
      prebuilt: {
        kind: "flag",
        describe: "Build here, too, for a machine without a compiler",
      },
      march: {
        kind: "text",
        value: "an architecture",
        describe: "What --prebuilt builds for; default: x86-64-v3, on arm64 armv8-a",
      },
    },
    examples: [
      ["bench bundle G.1", "one target; there: tar xf, ./bench run G.1"],
      ["bench bundle sampling --output /tmp/s.tar.gz", "a group, to a file"],
      ["bench bundle --prebuilt --march x86-64-v4", "all targets, for a CPU with AVX-512 and no compiler"],
    ],
    epilogue:
      "The other machine needs neither network nor Node nor git, but the same platform. It leaves records.json beside its ./bench; `bench import` brings that home.",
    blank: { targets: [], left_out: [] },
  },
  import: {
    describe: "Bring home what bundles recorded",
    positionals: {
      files: { kind: "list", required: true, describe: "Each a records.json that a bundle left" },
    },
    options: {},
    examples: [
      ["bench import records.json", "append it to results/ and render tracking.md"],
      ["bench import a/records.json b/records.json", "of several machines"],
    ],
    epilogue:
      "All of it is examined before anything is written, and nothing of it is executed; what is here already is not added again.",
    blank: { machines: [], added: [] },
  },
} as const satisfies { readonly [command: string]: CommandSpec };
