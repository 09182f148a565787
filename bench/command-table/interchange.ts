import { EXPORT_FORMATS } from "../../harness/model/export.js";
import type { CommandSpec } from "./spec.js";
import { SELECTORS } from "./targets.js";

const FORMATS = `What reads which format (a benchmark is called
<target>/<workload>/<variant>, times are per operation):
  google-benchmark         compare.py; Bencher, cpp_google
  bencher                  Bencher, json; latency in ns
  github-action-benchmark  tool customSmallerIsBetter; ns
  hyperfine                its scripts; a trial is a run, s
  junit                    Jenkins, GitLab; s
  csv                      spreadsheets; us
  markdown                 people; us
google-benchmark has aggregates or iterations (ns), hyperfine
iterations, the others medians; never both. Only junit, csv
and markdown show variants that have no time.`;

/** Commands that hand results to other tools. */
export const INTERCHANGE = {
  export: {
    describe: "Print the recorded results in the format of another tool",
    positionals: SELECTORS,
    options: {
      format: { kind: "choice", of: EXPORT_FORMATS, describe: `Required: ${EXPORT_FORMATS.join(", ")}` },
      output: {
        kind: "text",
        value: "a file to write",
        describe: "Write to this file; default: stdout",
      },
      machine: {
        kind: "text",
        value: "the id of a machine",
        describe: "The machine whose records to take; default: the reference machine of tracking.md",
      },
      stale: { kind: "flag", describe: "Also records of what has changed since" },
      iterations: {
        kind: "flag",
        describe: "With google-benchmark: an iteration per trial, instead of aggregates over all",
      },
    },
    examples: [
      ["bench export --format csv --output results.csv", "every fresh record of the reference machine"],
      ["bench export 5.1 --format google-benchmark", "one target, for compare.py"],
      ["bench export --format bencher > bmf.json", "bencher run --adapter json --file bmf.json"],
    ],
    epilogue: FORMATS,
    blank: { benchmarks: [], stale: [], left_out: [] },
  },
} as const satisfies { readonly [command: string]: CommandSpec };
