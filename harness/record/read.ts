import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { MeasurementRecord } from "../model/record.js";
import type { TargetSummary } from "../model/target.js";
import type { ChosenRecord, Orphan, Records } from "../model/tracking.js";
import { contentHash, type FileHashes, isStale } from "./content.js";
import { damaged, type Line, scan } from "./scan.js";
import { nonconformity, recordSchema } from "./schema.js";

/**
 * Reads all machines' records and chooses the one that stands for each machine × target × workload: a fresh one before
 * a stale one, then the one that covers most declared variants (so that `bench run --variant x` hides nothing), then
 * the latest. Only chosen records are checked in full.
 */
export function readRecords(project: Project, summaries: readonly TargetSummary[]): Records {
  const { lines, machines, problems } = scan(project);
  const declared = new Map(summaries.map((summary) => [summary.id, summary]));
  const memo: FileHashes = new Map();
  const chosen: ChosenRecord[] = [];
  const orphans: Orphan[] = [];
  const rejected: Problem[] = [];
  for (const group of groups(lines)) {
    const { machine, target, workload } = group[0];
    const summary = declared.get(target);
    if (summary?.workloads.includes(workload)) {
      const best = choose(group, (line) => candidate(line, summary, project.root, memo), rejected);
      if (best !== null) chosen.push(best);
    } else orphans.push({ machine, target, workload, records: group.length });
  }
  return { chosen, machines, orphans, problems: [...problems, ...rejected] };
}

type Group = [Line, ...Line[]];

function groups(lines: readonly Line[]): Iterable<Group> {
  const found = new Map<string, Group>();
  for (const line of lines) {
    const key = `${line.machine}\0${line.target}\0${line.workload}`;
    const group = found.get(key);
    if (group === undefined) found.set(key, [line]);
    else group.push(line);
  }
  return found.values();
}

interface Candidate {
  readonly line: Line;
  readonly stale: boolean;
  readonly covered: number;
}

function candidate(line: Line, summary: TargetSummary, root: string, memo: FileHashes): Candidate {
  const { content, variants } = line.value as Partial<MeasurementRecord>;
  const stale =
    typeof content?.hash !== "string" ||
    !Array.isArray(content.files) ||
    isStale(content.hash, contentHash(root, summary.hash, content.files, memo));
  const measured = typeof variants === "object" && variants !== null ? variants : {};
  return {
    line,
    stale,
    covered: summary.variants.filter(({ name }) => Object.hasOwn(measured, name)).length,
  };
}

function choose(group: Group, weigh: (line: Line) => Candidate, problems: Problem[]): ChosenRecord | null {
  for (const { line, stale } of group.map(weigh).sort(preference)) {
    const fault = nonconformity(recordSchema, line.value);
    if (fault === null) return { record: line.value as MeasurementRecord, stale };
    problems.push(damaged(line.where, fault));
  }
  return null;
}

function preference(a: Candidate, b: Candidate): number {
  if (a.stale !== b.stale) return a.stale ? 1 : -1;
  if (a.covered !== b.covered) return b.covered - a.covered;
  if (a.line.at !== b.line.at) return a.line.at < b.line.at ? 1 : -1;
  // Two lines of one moment: any order will do that does not depend on how a merge arranged the file.
  const [left, right] = [JSON.stringify(a.line.value), JSON.stringify(b.line.value)];
  return left < right ? -1 : 1;
}
