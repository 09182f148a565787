import type { Problem } from "../../model/problem.js";
import {
  RATCHET_OUTCOMES,
  type RatchetCase,
  type RatchetFailure,
  type RatchetOutcome,
  type RatchetReport,
} from "../../model/ratchet.js";
import { NONE } from "../markdown.js";
import { change, shortChange, sparkline, time } from "./figures.js";
import { plain, plainCell } from "./plain.js";

/** Lists of finished Markdown lines, the worst first; a cap cuts them from the end. */
export interface ReportLines {
  /** Rows: what is slower, open or faster. */
  readonly judged: readonly Line[];
  /** Items: what is wrong, or cannot be held against anything. */
  readonly faults: readonly Line[];
  readonly problems: readonly Line[];
  /** Commands. */
  readonly look: readonly Line[];
  /** Rows: measured, and as fast as it was. */
  readonly unchanged: readonly Line[];
  /** Items: what was not measured and need not be looked at. */
  readonly quiet: readonly Line[];
  /** Rows. */
  readonly distances: readonly Line[];
  /** Items: reasons and warnings. */
  readonly remarks: readonly Line[];
}

interface Line {
  readonly text: string;
  /** The case, where its name must not get lost. */
  readonly vital: string | null;
}

const VITAL = new Set<RatchetOutcome>(["regression", "invalid", "failed"]);
const FAULTY = new Set<RatchetOutcome>(["invalid", "failed", "incomparable", "removed"]);

export function reportLines({ cases, problems }: RatchetReport | RatchetFailure): ReportLines {
  const sorted = [...(cases as readonly RatchetCase[])].sort(
    (a, b) => rank(a) - rank(b) || pace(a) - pace(b),
  );
  const line = (one: RatchetCase, text: string): Line => ({
    text,
    vital: VITAL.has(one.outcome) ? nameOf(one) : null,
  });
  const told = (text: string): Line => ({ text, vital: null });
  const faulty = sorted.filter(({ outcome }) => FAULTY.has(outcome));
  const timed = sorted.filter((one) => !FAULTY.has(one.outcome) && one.measured.length > 0);
  const rest = sorted.filter((one) => !FAULTY.has(one.outcome) && one.measured.length === 0);
  return {
    judged: timed.filter(({ outcome }) => outcome !== "unchanged").map((one) => line(one, row(one))),
    faults: faulty.map((one) => line(one, item(one))),
    problems: problems.map((problem) => told(describe(problem))),
    look: sorted.flatMap((one) => commandFor(one)).map(told),
    unchanged: timed.filter(({ outcome }) => outcome === "unchanged").map((one) => told(row(one))),
    quiet: rest.map((one) => line(one, item(one))),
    distances: timed.flatMap((one) => history(one)).map(told),
    remarks: timed.flatMap((one) => remarks(one)).map(told),
  };
}

const rank = ({ outcome }: RatchetCase): number => RATCHET_OUTCOMES.indexOf(outcome);
const pace = ({ measured }: RatchetCase): number => measured.at(-1)?.estimate ?? 1;

const nameOf = ({ target, workload, variant }: RatchetCase): string => `${target} ${workload} ${variant}`;

function row(one: RatchetCase): string {
  const { best, best_us, now_us, measured, trials, outcome } = one;
  const last = measured.at(-1);
  const cells = [
    plainCell(nameOf(one)),
    VITAL.has(outcome) ? `**${outcome}**` : outcome,
    best ? `${plainCell(best.commit.slice(0, 12))} ${best.at.slice(0, 10)}` : NONE,
    best_us === null ? NONE : time(best_us),
    now_us === null ? NONE : time(now_us),
    last ? change(last) : NONE,
    String(trials * measured.length),
  ];
  return `| ${cells.join(" | ")} |`;
}

function item(one: RatchetCase): string {
  const { outcome, reason, problem } = one;
  const said = problem ? describe(problem) : reason === null ? "" : plain(reason);
  const told = VITAL.has(outcome) ? `**${outcome}**` : outcome;
  return `${plain(nameOf(one))} ${told}${said === "" ? "" : `: ${said}`}`;
}

const describe = ({ code, message, where, mend }: Problem): string =>
  [
    `${plain(code)} ${plain(message)}`,
    ...(where === undefined ? [] : [`at ${plain(where)}`]),
    ...(mend === undefined ? [] : [`→ ${plain(mend)}`]),
  ].join(" ");

/** Ids, workloads and variants that are typed on command lines have no other characters. */
const PLAIN = /^[A-Za-z0-9][\w.-]*$/;

/** What shows the same again, closer. */
function commandFor({ outcome, target, workload, variant, best }: RatchetCase): string[] {
  if (![target, workload, variant].every((name) => PLAIN.test(name))) return [];
  const which = `${target} --variant ${variant} --workload ${workload}`;
  if (outcome === "invalid" || outcome === "failed") return [`bench check ${which}`];
  if ((outcome !== "regression" && outcome !== "ambiguous") || best === null) return [];
  return [`bench diff ${best.commit.slice(0, 12)} ${which} --precision 0.3`];
}

/** As figures, the last ones. */
const FIGURES = 5;
const BLOCKS = 20;

function history(one: RatchetCase): string[] {
  const { distances, measured, thresholds } = one;
  if (distances.length === 0) return [];
  const all = [...distances, ...measured.slice(-1)].slice(-BLOCKS);
  const figures = all.slice(-FIGURES).map(shortChange).join(", ");
  return [`| ${plainCell(nameOf(one))} | ${sparkline(all, thresholds)} | ${figures} |`];
}

const remarks = (one: RatchetCase): string[] => [
  ...(one.reason === null ? [] : [`${plain(nameOf(one))}: ${plain(one.reason)}`]),
  ...one.warnings.map(
    ({ code, message, advice }) =>
      `${plain(nameOf(one))}: ${plain(code)} ${plain(message)}${advice === undefined ? "" : ` → ${plain(advice)}`}`,
  ),
];
