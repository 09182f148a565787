import { distance } from "fastest-levenshtein";
import type { ExportedCase, LeftOut } from "../model/export.js";
import type { TargetSummary } from "../model/target.js";
import type { ChosenRecord } from "../model/tracking.js";
import { EXIT, ProblemError } from "../support/problem.js";

/** What of the records can be exported, and what to say where it is nothing. */

/** `wanted` when it has records; null: nothing was ever measured. Throws NOTHING_TO_EXPORT or UNKNOWN_MACHINE. */
export function chooseMachine(chosen: readonly ChosenRecord[], wanted: string | null): string {
  const known = [...new Set(chosen.map(({ record }) => record.machine))].sort();
  if (known.length === 0 || wanted === null) {
    throw new ProblemError({
      code: "NOTHING_TO_EXPORT",
      message: "Nothing that is declared was ever measured here.",
      where: "results/",
      mend: "Measure with `bench run` first.",
    });
  }
  if (known.includes(wanted)) return wanted;
  const nearest = known.toSorted((a, b) => distance(a, wanted) - distance(b, wanted));
  throw new ProblemError(
    {
      code: "UNKNOWN_MACHINE",
      message: `No machine with records is called "${wanted}".`,
      where: "results/",
      mend: `Nearest: ${nearest.slice(0, 3).join(", ")}.`,
    },
    EXIT.usage,
  );
}

/** The records of one machine for `targets`, in the order of the declarations, and what has none that counts. */
export function chooseCases(
  targets: readonly TargetSummary[],
  chosen: readonly ChosenRecord[],
  machine: string,
  withStale: boolean,
): { readonly cases: readonly ExportedCase[]; readonly leftOut: readonly LeftOut[] } {
  const cases: ExportedCase[] = [];
  const leftOut: LeftOut[] = [];
  for (const target of targets) {
    for (const workload of target.workloads) {
      const name = `${target.id}/${workload}`;
      const found = chosen.find(
        ({ record }) =>
          record.machine === machine && record.target === target.id && record.workload === workload,
      );
      if (found === undefined) leftOut.push({ name, reason: "unrecorded" });
      else if (found.stale && !withStale) leftOut.push({ name, reason: "stale" });
      else cases.push({ target, ...found });
    }
  }
  return { cases, leftOut };
}

/** What NOTHING_TO_EXPORT says of one machine: mended is what is easiest to mend. */
export function nothingToExport(machine: string, leftOut: readonly LeftOut[]): ProblemError {
  const of = (reason: LeftOut["reason"]) => leftOut.filter((one) => one.reason === reason);
  const stale = of("stale");
  const unrecorded = of("unrecorded");
  const problem = (message: string, mend: string) =>
    new ProblemError({ code: "NOTHING_TO_EXPORT", message, where: `results/${machine}/`, mend });
  if (stale.length > 0) {
    return problem(
      `Sources or declarations have changed since ${machine} measured ${some(stale)}.`,
      "Measure again with `bench run`, or export what there is with --stale.",
    );
  }
  if (unrecorded.length === leftOut.length) {
    return problem(
      `${machine} has no record of ${some(unrecorded)}.`,
      "Measure there with `bench run`, or name another machine with --machine; `bench track` shows all.",
    );
  }
  return problem(
    `No variant has a time: ${some(leftOut.filter((one) => !unrecorded.includes(one)))}.`,
    "`bench export --format markdown` shows why, and so do junit and csv.",
  );
}

/** `5.1/a, 5.1/b and 7 more`. */
function some(leftOut: readonly LeftOut[]): string {
  const names = leftOut.map(({ name }) => name);
  const more = names.length - SHOWN;
  return more > 0 ? `${names.slice(0, SHOWN).join(", ")} and ${more} more` : names.join(", ");
}

const SHOWN = 5;
