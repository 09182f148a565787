import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { BestKnown, RatchetCase } from "../../model/ratchet.js";
import { changeRatchet } from "../../record/ratchet.js";
import { ProblemError } from "../../support/problem.js";
import type { Context } from "../context.js";
import type { Equipment } from "../native.js";
import { type BuiltDuel, buildDuels, type Duel, type DuelOptions, eachDuel } from "../revisions/duels.js";
import { unbuilt } from "../revisions/outcome.js";
import { type Candidate, namesOf, type Place, unmeasured } from "./cases.js";
import type { Noise } from "./noise.js";
import { settle } from "./settle.js";

/** Today's variant and its best-known, in the same rounds. */
export interface Contest extends Duel {
  readonly place: Place & { readonly best: BestKnown };
  /** Whether only another machine knows of it. */
  readonly foreign: boolean;
  /** Of today's; see `identityOf`. */
  readonly identity: string;
}

interface Circumstances extends Equipment {
  readonly noise: Noise;
  /** Of the work tree; null where that holds changes. */
  readonly commit: string | null;
}

export interface Competed {
  readonly cases: readonly RatchetCase[];
  /** Those that became faster. */
  readonly candidates: readonly Candidate[];
  readonly problems: readonly Problem[];
  readonly failures: readonly ProblemError[];
  readonly written: boolean;
}

/** build → verify → measure of each contest; what it says is on the disk before the next begins. */
export async function compete(
  project: Project,
  contests: readonly Contest[],
  circumstances: Circumstances,
  options: DuelOptions & { readonly force: boolean },
  context: Context,
): Promise<Competed> {
  const cases: RatchetCase[] = [];
  const candidates: Candidate[] = [];
  let written = false;
  if (contests.length === 0) return { cases, candidates, problems: [], failures: [], written };
  const { built, problems } = await buildDuels(project, contests, circumstances, context);
  const open = built.filter((one) => {
    const told = withoutMeasuring(one, options.force, one.duel);
    if (told) cases.push(told);
    return !told;
  });
  const equipment = { ...circumstances, command: "bench ratchet" };
  const failures = await eachDuel(project, open, equipment, options, context, async (one, fight) => {
    const { place, foreign, identity } = one.duel;
    try {
      const noise = circumstances.noise.of(place.target.id, place.workload.name);
      const outcome = await settle(one, fight, noise);
      if (context.signal.aborted) return;
      if (outcome.outcome === "improvement") {
        const from = foreign ? null : place.best.commit;
        candidates.push(await raisedAtOnce(project, { place, identity, from, outcome }, circumstances));
        written = true;
      } else {
        cases.push(outcome);
        written = (await keep(project, one, outcome, circumstances)) || written;
      }
    } catch (error) {
      // It ends this case, and is told with it.
      if (!(error instanceof ProblemError) || context.signal.aborted) throw error;
      cases.push(unmeasured(place, "failed", error.problem.message, error.problem));
    }
  });
  return { cases, candidates, problems, failures, written };
}

/**
 * A new best-known, as far as this measurement tells of it: what comes after may be interrupted. `raise` writes the rest from
 * a record. Where its sources are not committed, nothing.
 */
async function raisedAtOnce(
  project: Project,
  candidate: Candidate,
  { machine, commit }: Circumstances,
): Promise<Candidate> {
  const { place, identity, from, outcome } = candidate;
  if (commit === null || outcome.now_us === null || !place.best) return candidate;
  const best: BestKnown = {
    ...place.best,
    ...{ commit, content: null, identity, ratio: null, median_us: outcome.now_us, baseline_us: null },
    ...{ at: new Date().toISOString(), record: null, distances: [] },
  };
  await changeRatchet(project, machine, [{ ...namesOf(place), from, best }], []);
  return { ...candidate, from: commit };
}

/** A case that needs no measuring; a `foreign` best-known does, to be known here. */
export function withoutMeasuring(
  one: BuiltDuel<Contest>,
  force: boolean,
  { foreign }: Pick<Contest, "foreign">,
): RatchetCase | null {
  const { place } = one.duel;
  const lost = unbuilt(one);
  if (lost) {
    return unmeasured(place, lost.state === "failed" ? "failed" : "skipped", lost.reason, lost.problem);
  }
  if (!one.identical || force || foreign) return null;
  return unmeasured(place, "identical", `the same machine code as commit ${place.best.commit.slice(0, 12)}`);
}

/**
 * Keeps how far today is from the best-known, or, of equals, how far from one another measurements put them. What only
 * another machine knew is known here from now on, with what was measured here.
 */
async function keep(
  project: Project,
  { duel, prepared, identical }: BuiltDuel<Contest>,
  { measured, best_us }: RatchetCase,
  { machine, commit }: Circumstances,
): Promise<boolean> {
  const last = measured.at(-1);
  if (!last || best_us === null) return false;
  const { place, foreign } = duel;
  const at = new Date().toISOString();
  const names = namesOf(place);
  // When it was raised stays: of several machines' the latest is taken up.
  const adopted: BestKnown = {
    ...place.best,
    ...{ content: null, ratio: null, baseline_us: null, record: null, distances: [] },
    ...{ artifact: prepared.build.artifacts.get(duel.before.name)?.hash ?? "", median_us: best_us },
    ...(identical ? { identity: duel.identity } : {}),
  };
  const change = {
    ...names,
    from: foreign ? null : place.best.commit,
    ...(foreign ? { best: adopted } : {}),
    ...(identical ? {} : { distance: { ...last, at, commit } }),
  };
  const noise = identical ? [{ ...names, at, ratio: last.estimate }] : [];
  await changeRatchet(project, machine, [change], noise);
  return true;
}
