import { loadSummaries } from "../../load/summaries.js";
import type { Machine } from "../../model/machine.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { RatchetCase } from "../../model/ratchet.js";
import type { MeasurementRecord } from "../../model/record.js";
import { changeRatchet } from "../../record/ratchet.js";
import { readRecords } from "../../record/read.js";
import type { Context } from "../context.js";
import { run } from "../run.js";
import { bestOf, commitWith } from "./best.js";
import { type Candidate, namesOf, type Place, unmeasured } from "./cases.js";
import type { Known } from "./known.js";

interface Raised {
  readonly cases: readonly RatchetCase[];
  readonly problems: readonly Problem[];
  readonly written: boolean;
}

/**
 * Makes candidates the best-known, by fresh records of theirs: what is missing is run, as `bench run` does. Only what is
 * committed can be built again, and become one.
 */
export async function raise(
  project: Project,
  machine: Machine,
  candidates: readonly Candidate[],
  { known, reset }: { readonly known: Known; readonly reset: string | undefined },
  context: Context,
): Promise<Raised> {
  const cases: RatchetCase[] = [];
  const problems: Problem[] = [];
  let written = false;
  if (candidates.length === 0) return { cases, problems, written };
  let recordOf = await freshRecords(project, machine);
  const missing = candidates.filter(({ place }) => !recordOf(place)).map(({ place }) => place.target.id);
  if (missing.length > 0) {
    const selection = { selectors: [...new Set(missing)], variants: [], workloads: [] };
    const { report } = await run(project, { ...selection, record: true }, context);
    problems.push(...report.problems);
    if (context.signal.aborted) return { cases, problems, written };
    recordOf = await freshRecords(project, machine);
  }
  for (const { place, outcome } of candidates) {
    const record = recordOf(place);
    const best = record && bestOf(record, place.variant);
    const commit = record ? await commitWith(project, place.target, record) : null;
    if (!best || typeof commit !== "string") {
      cases.push(notRaised(place, outcome, typeof commit === "string" ? null : commit));
      continue;
    }
    const names = namesOf(place);
    const from = known.file?.best[names.target]?.[names.workload]?.[names.variant];
    const at = new Date().toISOString();
    const lowered = reset === undefined || !from ? {} : { lowered: { why: reset, at, from: from.commit } };
    await changeRatchet(
      project,
      machine,
      [{ ...names, from: from?.commit ?? null, best: { ...best, commit, ...lowered } }],
      [],
    );
    written = true;
    cases.push(outcome);
  }
  return { cases, problems, written };
}

function notRaised(place: Place, outcome: RatchetCase, problem: Problem | null): RatchetCase {
  const reason = problem?.message ?? "it has no measurement";
  // It is faster all the same.
  if (outcome.outcome === "improvement") return { ...outcome, reason: `not raised: ${reason}`, problem };
  return unmeasured(place, "failed", reason, problem);
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
