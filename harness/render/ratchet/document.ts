import * as v from "valibot";
import type { Interval } from "../../model/analysis.js";
import type { Problem, Warning } from "../../model/problem.js";
import {
  type Distance,
  RATCHET_OUTCOMES,
  type RatchetCase,
  type RatchetFailure,
  type RatchetOutcome,
  type RatchetReport,
} from "../../model/ratchet.js";

/**
 * The document of `bench ratchet --json` as it comes from a job that runs a pull request's own code: whatever is not as
 * the ratchet writes it, or is larger than it gets, is refused, and so is every field that is not known here.
 */

/** Far above what the ratchet writes; they bound time and memory of whoever reads a document. */
const LONGEST = { word: 200, sentence: 2_000, log: 50_000 };
const MOST = { cases: 5_000, measured: 10, distances: 100, warnings: 100, problems: 1_000 };

const textUpTo = (length: number) => v.pipe(v.string(), v.maxLength(length));
const word = textUpTo(LONGEST.word);
/** Ids, workloads and variants, as declarations may spell them: they go into commands. */
const name = v.pipe(word, v.regex(/^[A-Za-z0-9][\w.-]*$/));
const commit = v.pipe(word, v.regex(/^[0-9a-f]{40,64}$/));
const at = v.pipe(word, v.isoTimestamp());
const code = v.pipe(word, v.regex(/^[A-Za-z][\w-]*$/));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const ends = { estimate: positive, low: positive, high: positive, confidence: share };
const ordered = <T extends Interval>() =>
  v.check<T, string>(
    ({ low, estimate, high }) => low <= estimate && estimate <= high,
    "the estimate is outside of its interval",
  );
const interval: v.GenericSchema<Interval> = v.pipe(v.strictObject(ends), ordered());
const distance: v.GenericSchema<Distance> = v.pipe(
  v.strictObject({ ...ends, at, commit: v.nullable(commit) }),
  ordered(),
);

const problem: v.GenericSchema<Problem> = v.strictObject({
  code,
  message: textUpTo(LONGEST.log),
  where: v.optional(textUpTo(LONGEST.sentence)),
  mend: v.optional(textUpTo(LONGEST.sentence)),
});
const warning: v.GenericSchema<Warning> = v.strictObject({
  code,
  message: textUpTo(LONGEST.sentence),
  advice: v.optional(textUpTo(LONGEST.sentence)),
});
const problems = v.pipe(v.array(problem), v.maxLength(MOST.problems));

const ratchetCase: v.GenericSchema<RatchetCase> = v.strictObject({
  target: name,
  file: word,
  workload: name,
  variant: name,
  outcome: v.picklist(RATCHET_OUTCOMES),
  reason: v.nullable(textUpTo(LONGEST.log)),
  thresholds: v.strictObject({ regression: positive, improvement: positive }),
  best: v.nullable(v.strictObject({ commit, at, median_us: positive })),
  best_us: v.nullable(positive),
  now_us: v.nullable(positive),
  measured: v.pipe(v.array(interval), v.maxLength(MOST.measured)),
  trials: count,
  distances: v.pipe(v.array(distance), v.maxLength(MOST.distances)),
  warnings: v.pipe(v.array(warning), v.maxLength(MOST.warnings)),
  problem: v.nullable(problem),
});

const counts = v.strictObject(
  Object.fromEntries(RATCHET_OUTCOMES.map((outcome) => [outcome, count])) as Record<
    RatchetOutcome,
    typeof count
  >,
);

export const reportSchema: v.GenericSchema<RatchetReport> = v.pipe(
  v.strictObject({
    schema: v.literal("pawl/ratchet@1"),
    machine: v.strictObject({ id: name, cpu: word, isa: name }),
    commit: v.nullable(commit),
    file: v.pipe(word, v.regex(/^results\/[\w.-]+\/ratchet\.json$/)),
    written: v.boolean(),
    noise: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
    counts,
    cases: v.pipe(v.array(ratchetCase), v.maxLength(MOST.cases)),
    problems,
  }),
  v.check(
    (report) =>
      RATCHET_OUTCOMES.every(
        (outcome) => report.counts[outcome] === report.cases.filter((one) => one.outcome === outcome).length,
      ),
    "the counts are not those of the cases",
  ),
);

/** What `--json` prints when there was no report: a wrong option, a shallow clone, a damaged file. */
export const failureSchema: v.GenericSchema<RatchetFailure> = v.strictObject({
  schema: v.literal("pawl/ratchet@1"),
  cases: v.pipe(v.array(v.never()), v.maxLength(0)),
  problems: v.pipe(problems, v.minLength(1)),
});
