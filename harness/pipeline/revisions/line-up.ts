import { missingRequirements } from "../../machine/requirements.js";
import type { Machine } from "../../model/machine.js";
import type { Project } from "../../model/project.js";
import type { PairState, RevisionPair } from "../../model/revisions.js";
import type { Target, Variant, Workload } from "../../model/target.js";
import type { Duel } from "./duels.js";
import { otherInputs } from "./inputs.js";
import { otherKernel, relocated, type TwoSides } from "./pair.js";

/** A pair that is not to be timed, with why. */
export const untimed = (
  target: string,
  workload: string,
  variant: string,
  state: Exclude<PairState, "measured">,
  reason: string,
  problem: RevisionPair["problem"] = null,
): RevisionPair => ({
  ...{ target, workload, variant, state, reason, problem },
  ...{ ratio: null, verdict: null, before_us: null, after_us: null, margin: null },
  ...{ trials: 0, seed: null, warnings: [] },
});

/** Where the sides are, and what they are called. */
export interface Revised {
  readonly project: Project;
  /** The project as the earlier commit has it. */
  readonly before: Project;
  /** Of that commit, as long as a variant's name shall show it. */
  readonly tag: string;
  readonly machine: Machine;
}

/** The target as it is after, where the project builds it, and how to look at its workloads on both sides. */
export interface LinedUp extends TwoSides {
  readonly target: Target;
}

/** The duel of one variant of one workload that both sides have, or why there is none. */
export async function lineUp(
  sides: LinedUp,
  workload: Workload,
  after: Variant,
  { project, before, tag, machine }: Revised,
): Promise<Duel | RevisionPair> {
  const { target } = sides;
  const out = (state: Exclude<PairState, "measured">, reason: string) =>
    untimed(target.id, workload.name, after.name, state, reason);
  const old = sides.before.target.builds.find(({ name }) => name === after.name);
  if (!old) return out("added", "the variant was not there");
  if (!sides.before.target.cases.some(({ name }) => name === workload.name))
    return out("added", "the workload was not there");
  const missingOf = async ({ requires }: Variant) =>
    (await missingRequirements(requires, machine, project.root))[0]?.reason;
  const missing = await missingOf(after);
  if (missing !== undefined) return out("skipped", missing);
  const missed = await missingOf(old);
  if (missed !== undefined) return out("incomparable", `it required something else: ${missed}`);
  const differs = otherKernel(sides) ?? (await otherInputs(project, sides, workload.name));
  if (differs !== null) return out("incomparable", differs);
  return { target, workload, after, before: relocated(old, `${after.name}@${tag}`, before) };
}
