import { MAX_BUDGET, MIN_TRIALS } from "../../model/target.js";
import type { Declaration } from "../shape.js";
import { problemIn, type Rule } from "./rule.js";

type Settings = Pick<Declaration, "limits" | "threads" | "align" | "cache"> & {
  readonly seed?: number | undefined;
};

const PAGE_BYTES = 4096;
/** Timers count milliseconds in 31 bits: more than 24.8 days would fire at once. */
const LONGEST_TIMEOUT = 86_400;

const count = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
const positive = (value: number): boolean => value > 0 && Number.isFinite(value);

const CHECKS: readonly {
  readonly key: string;
  readonly read: (settings: Settings) => number | undefined;
  readonly sane: (value: number) => boolean;
  readonly range: string;
}[] = [
  {
    key: "limits.margin",
    read: (s) => s.limits?.margin,
    sane: (x) => x > 0 && x < 1,
    range: "between 0 and 1 (0.01 is 1 %)",
  },
  {
    key: "limits.trials",
    read: (s) => s.limits?.trials,
    sane: (x) => count(x) && x >= MIN_TRIALS,
    range: `a whole number, at least ${MIN_TRIALS}`,
  },
  {
    key: "limits.budget",
    read: (s) => s.limits?.budget,
    sane: (x) => positive(x) && x <= MAX_BUDGET,
    range: `a positive number of seconds, at most ${MAX_BUDGET} (an hour)`,
  },
  {
    key: "limits.timeout",
    read: (s) => s.limits?.timeout,
    sane: (x) => positive(x) && x <= LONGEST_TIMEOUT,
    range: `a positive number of seconds, at most ${LONGEST_TIMEOUT} (a day)`,
  },
  ...(["regression", "improvement"] as const).map((key) => ({
    key: `limits.${key}`,
    read: (s: Settings) => s.limits?.[key],
    sane: (x: number) => x > 0 && x < 1,
    range: "between 0 and 1 (0.03 is 3 %)",
  })),
  { key: "threads", read: (s) => s.threads, sane: count, range: "a whole number, at least 1" },
  {
    key: "align",
    read: (s) => s.align,
    sane: (x) => count(x) && x <= PAGE_BYTES && Number.isInteger(Math.log2(x)),
    range: `a power of two, at most ${PAGE_BYTES}`,
  },
  {
    key: "seed",
    read: (s) => s.seed,
    sane: (x) => Number.isSafeInteger(x) && x >= 0,
    range: "a whole number, at least 0",
  },
];

/** Of the target and of every workload that overrides it. */
export const settingsAreSane: Rule = (declaration, context) =>
  [
    ["", declaration] as const,
    ...Object.entries(declaration.workloads).map(([name, w]) => [`workloads.${name}.`, w] as const),
  ].flatMap(([prefix, settings]: readonly [string, Settings]) =>
    CHECKS.flatMap(({ key, read, sane, range }) => {
      const value = read(settings);
      return value === undefined || sane(value)
        ? []
        : [problemIn(context, "BAD_SETTING", `${prefix}${key} is ${value}.`, `Make it ${range}.`)];
    }),
  );

export const publishedHasFigures: Rule = ({ published }, context) =>
  published &&
  published.baseline === undefined &&
  published.optimized === undefined &&
  published.speedup === undefined
    ? [
        problemIn(
          context,
          "BAD_SETTING",
          "published has no figure.",
          "Give baseline and optimized, or speedup.",
        ),
      ]
    : [];

export const publishedNamesWorkloads: Rule = ({ published, workloads }, context) =>
  (published?.workloads ?? [])
    .filter((name) => !Object.hasOwn(workloads, name))
    .map((name) =>
      problemIn(
        context,
        "BAD_SETTING",
        `published.workloads names "${name}", which is no workload.`,
        `Name some of ${Object.keys(workloads).join(", ")}, or leave it out for all.`,
      ),
    );
