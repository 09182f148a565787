import {
  RATCHET_OUTCOMES,
  type RatchetFailure,
  type RatchetOutcome,
  type RatchetReport,
} from "../../model/ratchet.js";
import { renderTemplate } from "../../support/template.js";
import { smallPercent } from "../number.js";
import { type ReportLines, reportLines } from "./lines.js";
import { plain } from "./plain.js";
import { verdictOf } from "./verdict.js";

/** The first line of a report: by it a bot finds the comment that it is to edit. */
export const REPORT_MARKER = "<!-- pawl:ratchet -->";

/** Characters of a comment, as GitHub's API bounds it: "body is too long (maximum is 65536 characters)". */
export const REPORT_CAP = 65_536;

type Part = keyof ReportLines | "names";

/** What is dropped first, until a report fits; what is left of the counts and the verdict is never dropped. */
const DROPPED: readonly Part[] = [
  "remarks",
  "distances",
  "quiet",
  "unchanged",
  "look",
  "problems",
  "faults",
  "judged",
  "names",
];

const CALLED: { readonly [part in Part]: string } = {
  remarks: "remarks",
  distances: "histories",
  quiet: "variants that were not measured",
  unchanged: "unchanged variants",
  look: "commands",
  problems: "problems",
  faults: "variants that were not judged",
  judged: "rows of the first table",
  names: "names of these",
};

/** Lines kept of each part; those without an entry are whole. */
type Kept = ReadonlyMap<Part, number>;

/**
 * A report as Markdown for a comment on GitHub, `cap` characters at most. Needs nothing but the document, all text
 * of which shows as it is written. What is left out is told, and names of regressions come last to that.
 */
export async function renderRatchetReport(
  document: RatchetReport | RatchetFailure,
  cap = REPORT_CAP,
): Promise<string> {
  const lines = reportLines(document);
  const render = (kept: Kept) =>
    renderTemplate("ratchet-report.md.hbs", reportView(document, lines, kept, cap));
  const kept = new Map<Part, number>();
  let text = await render(kept);
  for (const part of DROPPED) {
    if (text.length <= cap) break;
    let [low, high] = [0, sizeOf(lines, part)];
    text = await render(kept.set(part, 0));
    if (text.length > cap) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if ((await render(new Map(kept).set(part, middle))).length <= cap) low = middle;
      else high = middle;
    }
    text = await render(kept.set(part, low));
  }
  return text;
}

const vitalNames = ({ judged, faults }: ReportLines, kept: Kept): string[] =>
  [judged.slice(kept.get("judged") ?? judged.length), faults.slice(kept.get("faults") ?? faults.length)]
    .flat()
    .flatMap(({ vital }) => vital ?? []);

const sizeOf = (lines: ReportLines, part: Part): number =>
  part === "names" ? [...lines.judged, ...lines.faults].length : lines[part].length;

/** Every string is Markdown already, the template only lays out. */
function reportView(document: RatchetReport | RatchetFailure, lines: ReportLines, kept: Kept, cap: number) {
  const of = (part: keyof ReportLines) => lines[part].slice(0, kept.get(part)).map(({ text }) => text);
  const names = vitalNames(lines, kept);
  const named = names.slice(0, kept.get("names"));
  const left = DROPPED.map((part) => {
    const all = part === "names" ? names.length : lines[part].length;
    return { part, count: all - Math.min(all, kept.get(part) ?? all) };
  }).filter(({ count }) => count > 0);
  return {
    marker: REPORT_MARKER,
    ...verdictOf(document),
    cap: cap.toLocaleString("en"),
    counts: "counts" in document ? countsView(document.counts) : null,
    left: left.map(({ part, count }) => `${count} ${CALLED[part]}`).join(", "),
    judged: of("judged"),
    names: named.map(plain).join(", "),
    faults: of("faults"),
    problems: of("problems"),
    look: of("look"),
    unchanged: of("unchanged"),
    quiet: of("quiet"),
    distances: of("distances"),
    remarks: of("remarks"),
    made: "machine" in document ? madeBy(document) : "",
  };
}

const ALWAYS = new Set<RatchetOutcome>(["regression", "improvement", "unchanged", "ambiguous", "failed"]);

const countsView = (counts: RatchetReport["counts"]) =>
  RATCHET_OUTCOMES.filter((outcome) => ALWAYS.has(outcome) || counts[outcome] > 0).map((outcome) => ({
    outcome,
    count: counts[outcome],
  }));

/** On which machine, from which commit, and how far measurements of equals lie apart there. */
const madeBy = ({ machine, commit, noise }: RatchetReport): string =>
  [
    `Machine ${plain(machine.id)} (${plain(machine.cpu)}, ${plain(machine.isa)})`,
    ...(commit === null ? [] : [`commit ${plain(commit.slice(0, 12))}`]),
    ...(noise === null
      ? []
      : [`95 of 100 measurements of equals are off by less than ${smallPercent(noise)}`]),
  ].join("; ");
