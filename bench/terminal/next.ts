import type { Interval } from "../../harness/model/analysis.js";
import { leadersOf } from "../../harness/model/leaders.js";
import { type Result, wasTried } from "../../harness/model/record.js";
import { MIN_TRIALS } from "../../harness/model/target.js";
import { formatPercent, twoDigits } from "./format.js";
import { type Style, wrapped } from "./style.js";

interface Course {
  /** Results that were recorded. */
  readonly recorded: number;
  /** Whether it was about some of the variants or workloads only. */
  readonly partial: boolean;
  /** In a bundle: the file that is to be imported at home. */
  readonly portable: string | null;
}

/** More are not advised: drift between the first and the last would matter more than their number. */
export const MOST_TRIALS = 200;

/**
 * What most likely follows a run: a command, or what to decide where none helps; empty when there is nothing to go on.
 * `missed`: a precision that was asked for was not reached, and what that needs has been said.
 */
export function renderNext(
  results: readonly Result[],
  { recorded, partial, portable }: Course,
  missed: boolean,
  style: Style,
): string {
  const bundled = portable !== null;
  const told = (what: string) =>
    wrapped(`${style.colors.dim("next:")} ${bundled ? what.replace(/^bench /, "./bench ") : what}`, style);
  const tried = results.filter(wasTried);
  if (tried.length === 0 && results.length > 0) return told(goingElsewhere(results, bundled));
  const faulty = results.find(({ variants }) =>
    Object.values(variants).some(({ state }) => state === "invalid" || state === "failed"),
  );
  if (faulty !== undefined) return told(`bench run ${faulty.target}  (when it is mended)`);
  // The declarations of a bundle are copies.
  const conclusive = recorded === tried.length && !partial && !bundled;
  const promotable = conclusive
    ? results.find(({ target }) => championOf(target, results) !== null)
    : undefined;
  if (promotable !== undefined) {
    const champion = championOf(promotable.target, results);
    return told(
      `bench promote ${promotable.target} ${champion}  (${champion} becomes its row of tracking.md)`,
    );
  }
  const inconclusive = results.some(({ variants }) =>
    Object.values(variants).some(({ verdict }) => verdict === "inconclusive"),
  );
  if (!inconclusive) return results.length === 0 || bundled ? "" : told("bench list");
  const open = results.flatMap(openIn);
  const [first] = open.filter(({ trials }) => trials <= MOST_TRIALS);
  if (missed) return "";
  if (first !== undefined) return told(settling(open.filter(({ target }) => target === first.target)));
  // Where verdicts were withheld, their warnings say what helps.
  return open[0] === undefined ? "" : told(onTheMargin(open[0]));
}

/** Only a device is missing of what was built: a bundle takes it to one. Another CPU takes another build. */
function goingElsewhere(results: readonly Result[], bundled: boolean): string {
  const built = results.filter(({ variants }) =>
    Object.values(variants).some(({ state }) => state === "built"),
  );
  const ids = [...new Set((built.length > 0 ? built : results).map(({ target }) => target))].join(" ");
  return built.length > 0 && !bundled
    ? `bench bundle ${ids}  (for a machine that has what is missing here; or there: bench run ${ids})`
    : `bench run ${ids}  (on a machine that has what is missing here)`;
}

/** The variant that is told apart as the best in every workload of the target without being its published change. */
function championOf(target: string, results: readonly Result[]): string | null {
  const own = results.filter((result) => result.target === target);
  const best = own[0]?.best ?? null;
  const wins = (result: Result) => {
    const { fastest, open } = leadersOf(result);
    return result.best === best && result.optimized !== best && fastest.length + open.length === 1;
  };
  return own.every(wins) ? best : null;
}

/** An interval that a boundary between verdicts lies in. */
interface Open {
  readonly target: string;
  readonly workload: string;
  readonly variant: string;
  readonly ratio: Interval;
  readonly margin: number;
  /** Half-width that would most likely settle it, relative. */
  readonly precision: number;
  /** How many trials that takes, about. */
  readonly trials: number;
}

/** The next estimate lies elsewhere: of its distance to the boundary a fifth is left to that. */
const ROOM = 0.8;

/** What a narrower interval may settle. An interval that would be a verdict and is none was withheld for another reason. */
function openIn({ target, workload, margin, trials, warnings, variants }: Result): Open[] {
  if (warnings.some(({ code }) => code === "verdict-withheld")) return [];
  const boundary = Math.log1p(margin);
  return Object.entries(variants).flatMap(([variant, { verdict, ratio }]) => {
    if (verdict !== "inconclusive" || ratio === null) return [];
    const [low, high] = [Math.log(ratio.low), Math.log(ratio.high)];
    if (![-boundary, boundary].some((edge) => low <= edge && edge <= high)) return [];
    const half = (high - low) / 2;
    const distance = Math.abs(Math.abs(Math.log(ratio.estimate)) - boundary);
    const precision = twoDigits(ROOM * Math.min(distance, half), "down");
    // The width of an interval falls with the root of the number of trials.
    const needed = Math.ceil(trials * (half / precision) ** 2);
    return [{ target, workload, variant, ratio, margin, precision, trials: needed }];
  });
}

/** `--precision` takes this many times the first stage's trials at most, as its help says. */
const FURTHER = 3;

function settling(open: readonly Open[]): string {
  const reachable = open.filter(({ trials }) => trials <= MOST_TRIALS);
  const precision = Math.min(...reachable.map((one) => one.precision));
  const needed = Math.max(...reachable.map(({ trials }) => trials));
  const more =
    needed > FURTHER * MIN_TRIALS
      ? ` --trials ${Math.ceil(needed / FURTHER)}  (with --budget raised in proportion)`
      : "";
  return `bench run ${open[0]?.target} --precision ${formatPercent(precision).replace(" %", "")}${more}`;
}

function onTheMargin({ target, workload, variant, ratio, margin }: Open): string {
  const ends = [Math.log(ratio.low), Math.log(ratio.high)] as const;
  const [nearer, farther] = ends.map(Math.abs).sort((a, b) => a - b) as [number, number];
  const side = ends[0] > 0 ? "faster" : "slower";
  const oneSided = ends[0] * ends[1] > 0;
  const answers = [
    ...(oneSided ? [`below ${formatPercent(twoDigits(Math.expm1(nearer), "down"))} it is ${side}`] : []),
    `above ${formatPercent(twoDigits(Math.expm1(farther), "up"))} it is equivalent`,
  ];
  return (
    `leave ${target} ${workload} as it is: ${variant} seems to lie on the margin of ${formatPercent(margin)}, and then ` +
    `no reasonable number of trials tells on which side. By a limits.margin ${answers.join(", by one ")}.`
  );
}
