import type { Exported, ExportedCase } from "../../model/export.js";
import type { VariantResult } from "../../model/record.js";
import { variantNames } from "../detail.js";
import { ratio } from "../number.js";

/** One variant of one exported case. */
export interface Entry extends ExportedCase {
  /** `<target>/<workload>/<variant>`: the same from one export to the next. Ids and names hold no slash. */
  readonly name: string;
  readonly variant: string;
  readonly result: VariantResult;
}

/** One that was measured: all times are there then, in microseconds per operation. */
export interface TimedEntry extends Entry {
  readonly result: VariantResult &
    Required<Pick<VariantResult, "mean_us" | "stddev_us" | "median_us" | "p95_us" | "min_us">>;
}

/** Variants of one case as declared; those that the declaration does not have any more come last. */
export const entriesOf = (one: ExportedCase): Entry[] =>
  variantNames(one.target, one.record).flatMap((variant) => {
    const result = one.record.variants[variant];
    const name = `${one.target.id}/${one.record.workload}/${variant}`;
    return result === undefined ? [] : [{ ...one, name, variant, result }];
  });

export const isTimed = (entry: Entry): entry is TimedEntry => entry.result.median_us !== undefined;

export const timedEntries = ({ cases }: Exported): TimedEntry[] =>
  cases.flatMap((one) => entriesOf(one).filter(isTimed));

/** A trial of which something was kept, as one variant saw it. */
export interface TrialTime {
  /** Median of the trial's samples, microseconds per operation. */
  readonly us: number;
  /** Samples that it is the median of. */
  readonly samples: number;
}

export const trialTimes = ({ record, variant }: Entry): TrialTime[] =>
  record.trial_summaries.flatMap(({ rounds, kept, variants }) => {
    const us = variants[variant]?.median_us;
    // Of a trial that was slow throughout nothing counts, in no other figure either.
    return us === undefined || kept === 0 ? [] : [{ us, samples: Math.round(rounds * kept) }];
  });

/** Nanoseconds, without the digits that multiplying binary fractions adds. */
export const nanoseconds = (us: number): number => Number((us * 1e3).toPrecision(12));

/** Seconds, likewise. */
export const seconds = (us: number): number => Number((us / 1e6).toPrecision(12));

/** `baseline`, or `1.92× [1.90, 1.94] over divide, faster`; empty when there is no ratio. */
export function speedup({ record, variant, result }: Entry): string {
  if (variant === record.baseline) return "baseline";
  if (result.ratio === null) return "";
  return `${ratio(result.ratio)} over ${record.baseline}, ${result.verdict}`;
}

/** A document of its own: indented, and with the line break that ends a text file. */
export const json = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
