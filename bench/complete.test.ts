import { expect, test } from "vitest";
import type { ListReport } from "../harness/model/reports.js";
import { candidates } from "./complete.js";

const target = (id: string, group: string, variants: string[], workloads: string[]) =>
  ({
    id,
    group,
    variants,
    workloads,
    title: "",
    file: "",
    baseline: "",
    optimized: null,
    status: "NOT_STARTED",
    stale: false,
  }) as const;

const targets = async (): Promise<ListReport["targets"]> => [
  target("5.1", "samplers", ["divide", "avx512"], ["vocab128k"]),
  target("5.2", "samplers", ["sort"], ["small", "smooth"]),
];
const machines = async () => ["amd-epyc-2c-1f3a", "intel-xeon-8c-77aa"];
const never = () => Promise.reject(new Error("asked for names"));

const offered = (line: string, names = { targets, machines }) => {
  const words = line.split(" ");
  return candidates(words.slice(0, -1), words.at(-1) ?? "", names);
};

test.each([
  [
    "",
    [
      "list",
      "run",
      "check",
      "ratchet",
      "diff",
      "report",
      "init",
      "adopt",
      "export",
      "bundle",
      "import",
      "track",
      "accuracy",
      "doctor",
      "new",
      "promote",
      "completion",
    ],
  ],
  ["tr", ["track"]],
  ["--", ["--root", "--json", "--help", "--version"]],
  ["track --", ["--check", "--root", "--json", "--help"]],
  ["run --t", ["--trials"]],
  ["run --trials ", []],
  ["export --format g", ["google-benchmark", "github-action-benchmark"]],
  ["export --output ", []],
  ["new ", []],
  ["init ", ["ci"]],
  ["report ", []],
  ["completion --", ["--help"]],
])("without a look at the project: %j", async (line, expected) => {
  expect(await offered(line, { targets: never, machines: never })).toEqual(expected);
});

test.each([
  ["run ", ["5", "5.1", "samplers", "5.2"]],
  ["check --json 5.", ["5.1", "5.2"]],
  ["run --variant s", ["sort"]],
  ["run --variant ", ["divide", "avx512", "sort"]],
  ["run 5.1 --variant ", ["divide", "avx512"]],
  ["check 5.2 --variant ", ["sort"]],
  ["run samplers --workload v", ["vocab128k"]],
  ["run --cache ", ["warm", "cold"]],
  ["run 5.2 --workload sm", ["small", "smooth"]],
  ["export ", ["5", "5.1", "samplers", "5.2"]],
  ["export --format csv --machine a", ["amd-epyc-2c-1f3a"]],
  ["promote ", ["5.1", "5.2"]],
  ["promote 5.1 ", ["divide", "avx512"]],
])("from the declared targets: %j", async (line, expected) => {
  expect(await offered(line)).toEqual(expected);
});
