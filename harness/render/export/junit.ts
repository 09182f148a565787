import type { Exported, ExportedCase } from "../../model/export.js";
import type { VariantState } from "../../model/record.js";
import { significant } from "../number.js";
import { type Entry, entriesOf, isTimed, speedup } from "./entries.js";
import { element, textElement } from "./xml.js";

/**
 * JUnit XML as Jenkins and GitLab read it (junit-10.xsd of Jenkins' xunit plugin): a suite per target, a test case per
 * workload × variant. `time` is the median of one operation, in seconds. A verdict fails no test: the question is
 * whether a variant is right.
 */
export function junit({ machine, cases }: Exported): string {
  const targets = [...new Set(cases.map(({ target }) => target.id))];
  const suites = targets.map((id) =>
    suite(
      machine,
      cases.filter(({ target }) => target.id === id),
    ),
  );
  const { skipped: _, ...counts } = count(cases.flatMap(entriesOf));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "pawl", ...counts }, suites)}\n`;
}

/** What a state is called here; a variant that is right and timed passes. */
const OUTCOME = { invalid: "failure", failed: "error", skipped: "skipped", built: "skipped" } as const;

function count(entries: readonly Entry[]) {
  const of = (...states: VariantState[]) =>
    entries.filter(({ result }) => states.includes(result.state)).length;
  return {
    tests: entries.length,
    failures: of("invalid"),
    errors: of("failed"),
    skipped: of("skipped", "built"),
  };
}

function suite({ id, description }: Exported["machine"], cases: readonly ExportedCase[]): string {
  const entries = cases.flatMap(entriesOf);
  const latest = cases.map(({ record }) => record.run.at).reduce((a, b) => (b > a ? b : a));
  const properties = Object.entries({
    title: cases[0]?.target.title ?? "",
    machine: id,
    ...(description === null ? {} : { cpu: description.cpu }),
    ...Object.fromEntries(cases.flatMap(origin)),
  }).map(([name, value]) => textElement("property", { name, value }, ""));
  const attributes = {
    name: cases[0]?.target.id,
    ...count(entries),
    // The schema's pattern has neither fractions nor a zone.
    timestamp: latest.slice(0, 19),
    hostname: id,
  };
  return element("testsuite", attributes, [element("properties", {}, properties), ...entries.map(testCase)]);
}

/** Each workload has a record of its own. */
const origin = ({ record: { workload, run }, stale }: ExportedCase): [string, string][] => [
  [`${workload}.measured`, run.at],
  ...(run.commit === null ? [] : [[`${workload}.commit`, run.commit] as [string, string]]),
  ...(stale ? [[`${workload}.stale`, "sources or declaration have changed since"] as [string, string]] : []),
];

function testCase(entry: Entry): string {
  const { name, target, result } = entry;
  // A picosecond is less than any clock tells; no exponents: the schema's numbers have none.
  const time = isTimed(entry) ? (entry.result.median_us / 1e6).toFixed(12) : undefined;
  const inside = result.state === "measured" ? told(entry) : outcome(OUTCOME[result.state], entry);
  return element("testcase", { name, classname: target.id, time }, [inside]);
}

function told(entry: Entry): string {
  const median = isTimed(entry) ? [`median ${significant(entry.result.median_us)} us`] : [];
  return textElement("system-out", {}, [...median, speedup(entry)].join("; "));
}

function outcome(
  kind: (typeof OUTCOME)[keyof typeof OUTCOME],
  { result: { state, problem } }: Entry,
): string {
  const message = problem?.message ?? `${state}, not run`;
  const detail = [message];
  if (problem?.where !== undefined) detail.push(problem.where);
  if (problem?.mend !== undefined) detail.push(`→ ${problem.mend}`);
  return textElement(kind, { type: problem?.code, message: message.split("\n")[0] }, detail.join("\n"));
}
