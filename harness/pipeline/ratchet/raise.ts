import { loadSummaries } from "../../load/summaries.js";
import type { Machine } from "../../model/machine.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { RatchetCase } from "../../model/ratchet.js";
import type { MeasurementRecord } from "../../model/record.js";
import type { RunReport } from "../../model/reports.js";
import { changeRatchet } from "../../record/ratchet.js";
import { readRecords } from "../../record/read.js";
import type { Context } from "../context.js";
import { run } from "../run.js";
import { bestOf, commitWith } from "./best.js";
import { type Candidate, namesOf, type Place, unmeasured } from "./cases.js";

interface Raised {
  readonly cases: readonly RatchetCase[];
  readonly problems: readonly Problem[];
  readonly written: boolean;
}

/**
 * Makes candidates the best-known, by fresh records of theirs: what is missing is run, as `bench run` does. Only what is
 * committed can be built again, and become one. `why`: they are put down on purpose.
 */
export async function raise(
  project: Project,
  machine: Machine,
  candidates: readonly Candidate[],
  why: string | undefined,
  context: Context,
): Promise<Raised> {
  const cases: RatchetCase[] = [];
  const problems: Problem[] = [];
  let written = false;
  if (candidates.length === 0) return { cases, problems, written };
  let recordOf = await freshRecords(project, machine);
  let results: RunReport["results"] = [];
  const missing = candidates.filter(({ place }) => !recordOf(place)).map(({ place }) => place.target.id);
  if (missing.length > 0) {
    const selection = { selectors: [...new Set(missing)], variants: [], workloads: [] };
    const { report } = await run(project, { ...selection, record: true }, context);
    // What is wrong with older records is no concern of the gate.
    problems.push(...report.problems.filter(({ code }) => !code.startsWith("RECORD")));
    results = report.results;
    recordOf = await freshRecords(project, machine);
  }
  for (const { place, identity, from, outcome } of candidates) {
    const record = recordOf(place);
    const best = record && bestOf(record, place.variant);
    const commit = record ? await commitWith(project, place.target, record) : null;
    if (!best || typeof commit !== "string") {
      cases.push(notRaised(place, outcome, typeof commit === "string" ? null : commit, results));
      continue;
    }
    const lowered =
      why === undefined || from === null ? {} : { lowered: { why, at: new Date().toISOString(), from } };
    const change = { ...namesOf(place), from, best: { ...best, commit, identity, ...lowered } };
    await changeRatchet(project, machine, [change], []);
    written = true;
    cases.push(outcome);
  }
  return { cases, problems, written };
}

function notRaised(
  place: Place,
  outcome: RatchetCase,
  problem: Problem | null,
  results: RunReport["results"],
): RatchetCase {
  // It is faster all the same.
  if (outcome.outcome === "improvement") {
    return { ...outcome, reason: `not raised: ${problem?.message ?? "there is no record of it"}`, problem };
  }
  if (problem) return unmeasured(place, "failed", problem.message, problem);
  const names = namesOf(place);
  const result = results.find(
    ({ target, workload }) => target === names.target && workload === names.workload,
  );
  const told = result?.variants[place.variant];
  const state =
    told?.state === "built"
      ? "skipped"
      : told?.state === "invalid" || told?.state === "skipped"
        ? told.state
        : "failed";
  return unmeasured(
    place,
    state,
    told?.problem?.message ?? "it could not be measured",
    told?.problem ?? null,
  );
}

/** The record that stands for a place on this machine, as far as it tells of the variant what a best-known needs. */
async function freshRecords(
  project: Project,
  machine: Machine,
): Promise<(place: Place) => MeasurementRecord | undefined> {
  const { summaries } = await loadSummaries(project);
  const fresh = readRecords(project, summaries)
    .chosen.filter(({ record, stale }) => !stale && record.machine === machine.id)
    .map(({ record }) => record);
  return ({ target, workload, variant }) =>
    fresh.find(
      (record) =>
        record.target === target.id && record.workload === workload.name && bestOf(record, variant) !== null,
    );
}

/** Drops best-known variants that are not declared any more; the other cases stay as they are. */
export async function forget(
  project: Project,
  machine: Machine,
  cases: readonly RatchetCase[],
  why: string,
): Promise<readonly RatchetCase[]> {
  const gone = cases.filter(({ outcome }) => outcome === "removed");
  const changes = gone.map(({ target, workload, variant, best }) => ({
    ...{ target, workload, variant, from: best?.commit ?? null },
    best: null,
  }));
  await changeRatchet(project, machine, changes, []);
  return cases.map((one) => (gone.includes(one) ? { ...one, outcome: "lowered", reason: why } : one));
}
