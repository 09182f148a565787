import type { RatchetFailure, RatchetReport } from "../../model/ratchet.js";
import { plain } from "./plain.js";

/** What a report says first. */
export interface RatchetVerdict {
  /** A sentence without its full stop. */
  readonly title: string;
  /** What to do, Markdown; empty: nothing. */
  readonly advice: string;
}

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** The worst of what a document tells, and what to do about it. */
export function verdictOf(document: RatchetReport | RatchetFailure): RatchetVerdict {
  const { cases, problems } = document;
  if (!("machine" in document)) {
    return { title: "The ratchet did not run", advice: "Mend the problem below." };
  }
  const { counts, file, written } = document;
  const broken = counts.invalid + counts.failed;
  const astray = counts.incomparable + counts.removed;
  if (counts.regression > 0) {
    return {
      title: counted(
        counts.regression,
        "variant is slower than it was",
        "variants are slower than they were",
      ),
      advice:
        'Mend what is slower, or, where that is worth its price, `bench ratchet <id> --reset --why "…"`.',
    };
  }
  if (broken > 0) {
    return {
      title: `${counted(broken, "variant", "variants")} could not be judged`,
      advice: "Mend what is listed as not judged.",
    };
  }
  if (problems.length > 0) {
    return { title: "The ratchet could not do all of its work", advice: "Mend the problems below." };
  }
  if (counts.ambiguous > 0) {
    return {
      title: `${counted(counts.ambiguous, "variant is", "variants are")} left open`,
      advice: "Run it again, on a quieter machine; nothing is known to be slower.",
    };
  }
  if (astray > 0) {
    return {
      title: `${counted(astray, "variant has", "variants have")} nothing to be held against any more`,
      advice: "See whether that is meant; nothing is known to be slower.",
    };
  }
  if (cases.length === 0) return { title: "Nothing was judged", advice: "No variant is selected." };
  const better = counts.improvement + counts.created + counts.lowered;
  return {
    title: "Nothing is slower than it was",
    advice: better > 0 && written ? `${plain(file)} holds what is new.` : "",
  };
}
