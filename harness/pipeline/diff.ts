import { findToolchain } from "../build/index.js";
import { loadSummaries } from "../load/summaries.js";
import { fingerprint } from "../machine/fingerprint.js";
import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { DiffReport } from "../model/reports.js";
import type { RevisionPair } from "../model/revisions.js";
import { selectTargets } from "../plan/select.js";
import { commitOf, revisionOf } from "../support/git.js";
import { hashOf } from "../support/hash.js";
import { EXIT, ProblemError } from "../support/problem.js";
import type { Context, Finished } from "./context.js";
import { conclude } from "./exit.js";
import { lineUpBoth } from "./revisions/both.js";
import { checkOut, commitMissing } from "./revisions/checkout.js";
import { buildDuels, type Duel, type DuelOptions, eachDuel } from "./revisions/duels.js";
import { fought, same, unbuilt } from "./revisions/outcome.js";
import { relocatedTarget } from "./revisions/pair.js";
import { loadSide, openSide, type Side } from "./revisions/sides.js";
import { assertScratch } from "./scratch.js";

/** The first selector names the later revision where it names a commit and no target; else that is the work tree. */
export interface DiffOptions extends Selection, DuelOptions {
  readonly rev: string;
  /** Whether to time what is the same machine code, too. */
  readonly force: boolean;
}

/** What changed between two commits, or a commit and the work tree: every variant of both in the same rounds. */
export async function diff(
  project: Project,
  options: DiffOptions,
  context: Context,
): Promise<Finished<DiffReport>> {
  await assertScratch(project);
  const { rev } = options;
  const beforeCommit = await known(project, rev);
  const { rev2, afterCommit, selectors } = await later(project, options.selectors);
  const machine = await fingerprint();
  const older = await openSide(await checkOut(project, beforeCommit));
  const newer = await openSide(afterCommit === null ? project : await checkOut(project, afterCommit));
  const ids = selectedOf({ ...options, selectors }, older, newer);
  const problems: Problem[] = [];
  const [old, current] = [await loadSide(older, ids), await loadSide(newer, ids)];
  problems.push(...current.problems, ...old.problems);

  const pairs: RevisionPair[] = [];
  const tell = (pair: RevisionPair) => {
    pairs.push(pair);
    context.observe({ event: "pair", pair });
  };
  const revised = { project, before: older.project, tag: beforeCommit.slice(0, 12), machine };
  const duels: Duel[] = [];
  for (const id of ids) {
    const [after, before] = [current.loaded.get(id), old.loaded.get(id)];
    const target = after && relocatedTarget(after.target, newer.project);
    for (const one of await lineUpBoth(target, after, before, options, revised)) {
      if ("state" in one) tell(one);
      else duels.push(one);
    }
  }

  const toolchain = await findToolchain(hashOf(machine.cpu, ...machine.features));
  const equipment = { machine, toolchain };
  const { built, problems: ofBuilds } = await buildDuels(project, duels, equipment, context);
  problems.push(...ofBuilds);
  for (const one of built) {
    const early = unbuilt(one) ?? (one.identical && !options.force ? same(one) : null);
    if (early) tell(early);
  }
  const open = built.filter((one) => unbuilt(one) === null && (options.force || !one.identical));
  const failures = await eachDuel(
    project,
    open,
    { ...equipment, command: "bench diff" },
    options,
    context,
    async (one, fight) => {
      const result = await fight();
      if (!context.signal.aborted) tell(fought(one, result));
    },
  );
  const { commit } = afterCommit === null ? await revisionOf(project.root) : { commit: afterCommit };
  const told = conclude({
    results: [],
    problems,
    failures,
    interrupted: context.signal.aborted,
    states: pairs.map(({ state }) => state),
  });
  return {
    report: {
      schema: "pawl/diff@1",
      machine: { id: machine.id, cpu: machine.cpu, isa: machine.isa },
      before: { rev, commit: beforeCommit },
      after: { rev: rev2, commit },
      pairs,
      problems: told.problems,
    },
    exitCode: told.exitCode,
  };
}

async function known(project: Project, rev: string): Promise<string> {
  const commit = await commitOf(project.root, rev);
  if (commit !== null) return commit;
  const { problem } = await commitMissing(project, rev, "is asked for");
  throw new ProblemError(problem, EXIT.usage);
}

async function later(project: Project, words: readonly string[]) {
  const [word, ...others] = words;
  const none = { rev2: null, afterCommit: null, selectors: words };
  if (word === undefined) return none;
  const { summaries } = await loadSummaries(project);
  try {
    selectTargets(summaries, { selectors: [word], variants: [], workloads: [] }, project.root);
    return none;
  } catch {
    const afterCommit = await commitOf(project.root, word);
    return afterCommit === null ? none : { rev2: word, afterCommit, selectors: others };
  }
}

/** Ids that the selectors mean on either side, in the order of today's declarations. */
function selectedOf({ selectors, variants, workloads }: Selection, before: Side, after: Side): Set<string> {
  const found: string[] = [];
  let missed: unknown;
  for (const side of [after, before]) {
    try {
      const selection = { selectors, variants, workloads };
      found.push(...selectTargets(side.summaries, selection, side.project.root).map(({ id }) => id));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      missed ??= error;
    }
  }
  if (found.length === 0 && missed !== undefined) throw missed;
  return new Set(found);
}
