import { describe, expect, test } from "vitest";
import type { Status } from "../harness/model/record.js";
import { TEMPLATES } from "../harness/model/templates.js";
import type { CommandSpec } from "./command-table/spec.js";
import { COMMAND_NAMES, COMMANDS } from "./command-table.js";
import { parse } from "./parser.js";

const text = (width: number, ...argv: string[]): string => {
  const parsed = parse(argv, width);
  return parsed.kind === "command" ? "" : parsed.text;
};

const STATUSES: readonly (Status | "STALE")[] = [
  "NOT_STARTED",
  "BENCHMARKED",
  "IMPLEMENTED",
  "VALIDATED",
  "COMPLETE",
  "REJECTED",
  "STALE",
];

describe("help", () => {
  test.each(COMMAND_NAMES)("%s has examples and lists its own options", (command) => {
    const help = text(200, command, "--help");
    for (const [line, meaning] of COMMANDS[command].examples) {
      expect(help).toContain(line);
      expect(help).toContain(meaning);
    }
    for (const option of Object.keys(COMMANDS[command].options)) expect(help).toContain(`--${option} `);
  });

  test.each(COMMAND_NAMES)("%s names what each option can choose from", (command) => {
    const { options }: CommandSpec = COMMANDS[command];
    const help = text(200, command, "--help").replace(/\s+/g, " ");
    for (const [option, { of = [] }] of Object.entries(options)) {
      const [, own = ""] = help.split(` --${option} `);
      for (const choice of of) expect(own.split(" --")[0]).toContain(choice);
    }
  });

  const lines = (width: number) =>
    [["--help"], ...COMMAND_NAMES.map((name) => [name, "--help"])].flatMap((argv) =>
      text(width, ...argv).split("\n"),
    );

  test.each([60, 80])("fits %d columns", (width) => {
    for (const line of lines(width)) expect(line.length).toBeLessThanOrEqual(width);
  });

  test.each([57, 60, 65, 80])("keeps kinds off the text before them in %d columns", (width) => {
    for (const line of lines(width)) expect(line).not.toMatch(/\S\[(value|boolean|repeatable)/);
  });

  test("of list explains every status", () => {
    const help = text(60, "list", "--help");
    for (const status of STATUSES) expect(help).toMatch(new RegExp(`^  ${status} +\\S`, "m"));
  });

  test("of new names every template", () => {
    for (const template of TEMPLATES)
      expect(text(200, "new", "--help")).toMatch(new RegExp(`--from .*${template}`));
  });

  test("no words at all", () => {
    const parsed = parse([], 80);
    expect(parsed.kind).toBe("nothing");
    expect(text(80)).toBe(text(80, "--help"));
  });

  test("of the whole", () => {
    expect(text(80, "--help")).toMatchInlineSnapshot(`
      "bench <command> [options]

      Make native code faster, and know that it is.

      Commands:
        bench list [selectors..]        Show the declared targets and their status
        bench run [selectors..]         Build, verify, measure side by side, record
        bench check [selectors..]       Build and verify only: the correctness gate
        bench ratchet [selectors..]     Hold today against the best ever: the
                                        performance gate
        bench diff <rev> [selectors..]  Measure two revisions side by side
        bench report <file>             Render what \`bench ratchet --json\` wrote as
                                        Markdown
        bench init <what>               Write workflows for GitHub Actions: gates,
                                        report, raised results
        bench adopt <folder>            Take over results that another job measured
        bench export [selectors..]      Print the recorded results in the format of
                                        another tool
        bench bundle [selectors..]      Pack targets and all that measures them for
                                        another machine
        bench import <files..>          Bring home what bundles recorded
        bench track                     Regenerate tracking.md from declarations and
                                        records
        bench accuracy                  Measure the harness itself: how often and how
                                        far it is wrong here
        bench doctor                    Tell whether this machine is quiet and every
                                        tool is there
        bench new <id>                  Scaffold a target that runs at once
        bench promote <id> <variant>    Make a variant the published change, in
                                        target.ts
        bench completion                Print a shell script that completes commands
                                        and ids

      Options:
            --root     The project to work on; default: the nearest folder upward
                       that has targets/                                      [value]
            --json     Print one JSON document to stdout, everything for people to
                       stderr                                               [boolean]
            --version  Show version number                                  [boolean]
        -h, --help     Show help                                            [boolean]

      Examples:
        bench run 5.1  build, verify, measure and record one target
        bench doctor   is this machine fit for measuring?

      \`bench <command> --help\` explains each command with examples."
    `);
  });

  test("of run", () => {
    expect(text(80, "run", "--help")).toMatchInlineSnapshot(`
      "bench run [selectors..]

      Build, verify, measure side by side, record

      Positionals:
        selectors  Each an id, a group folder, the part of ids before a dot, a glob
                   on ids, or a path; none: all targets   [repeatable] [default: all]

      Options:
            --root       The project to work on; default: the nearest folder upward
                         that has targets/                                    [value]
            --json       Print one JSON document to stdout, everything for people to
                         stderr                                             [boolean]
        -h, --help       Show help                                          [boolean]
            --variant    Only this variant, beside the baseline; repeatable
                                                                         [repeatable]
            --workload   Only this workload; repeatable                  [repeatable]
            --trials     Fresh processes of stage one, 5 or more; default: the
                         target's, else 5                                     [value]
            --budget     Limit in seconds on the native time per variant of a case,
                         warm-up and both stages included; default: the target's,
                         else 2                                               [value]
            --precision  Half-width in percent to try for, in up to three times as
                         many further trials                                  [value]
            --seed       Seed of the order in which variants are measured     [value]
            --cache      warm or cold, whatever the target declares; nothing is
                         recorded then                                        [value]
            --counter    Count instructions too: instructions (valgrind: exact, the
                         same in every run) or hardware (by the CPU, where it can be
                         asked)                                               [value]
            --detail     Show how the times of each variant are distributed [boolean]
            --no-record  Measure and show, but keep nothing                 [boolean]

      Examples:
        bench run 5.1                            measure one target
        bench run 4 --precision 0.5              all 4.…, trying for half a percent
        bench run 5.1 --variant avx512           one variant against the baseline,
        --no-record                              off the record
        bench run 5.1 --detail --no-record       histograms, percentiles, modes and
                                                 outliers
        bench run 5.1 --counter instructions     times, and instructions that no
                                                 noise reaches
        bench run sampling --json | jq           results as data
        '.results[].best'"
    `);
  });
});
