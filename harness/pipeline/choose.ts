import { type MissingRequirement, missingRequirements } from "../machine/requirements.js";
import type { Machine } from "../model/machine.js";
import type { Problem } from "../model/problem.js";
import type { Selection } from "../model/project.js";
import type { Target, Variant, Workload } from "../model/target.js";
import type { Fate } from "../record/result.js";
import { requiredDevice } from "../support/features.js";

/** What of a target is worked on. */
export interface Chosen {
  readonly target: Target;
  readonly workloads: readonly Workload[];
  readonly variants: readonly Variant[];
  /** Those that a requirement is missing for, devices aside. */
  readonly skipped: ReadonlyMap<string, Fate>;
  /** Those that only a device is missing for: they are built all the same, and go no further. */
  readonly unreachable: ReadonlyMap<string, Problem>;
}

/** What a selection means of a target on this machine. `root`: the project's folder. */
export async function choose(
  target: Target,
  { variants, workloads }: Selection,
  machine: Machine,
  root: string,
): Promise<Chosen> {
  const wanted = (names: readonly string[], name: string) => names.length === 0 || names.includes(name);
  // The baseline always runs: every ratio is against it.
  const chosen = target.builds.filter(({ name }) => name === target.baseline || wanted(variants, name));
  const skipped = new Map<string, Fate>();
  const unreachable = new Map<string, Problem>();
  for (const variant of chosen) {
    const { name, requires } = variant;
    const [missing] = await missingRequirements(
      requires.filter((one) => requiredDevice(one) === null),
      machine,
      root,
    );
    const [device] = await missingRequirements(
      requires.filter((one) => requiredDevice(one) !== null),
      machine,
      root,
    );
    if (missing) {
      skipped.set(name, { state: "skipped", problem: lacking(target, variant, "is skipped", missing) });
    } else if (device) {
      unreachable.set(name, lacking(target, variant, "cannot run here", device));
    }
  }
  return {
    target,
    workloads: target.cases.filter(({ name }) => wanted(workloads, name)),
    variants: chosen,
    skipped,
    unreachable,
  };
}

const lacking = (
  target: Target,
  variant: Variant,
  outcome: string,
  { reason, mend }: MissingRequirement,
): Problem => ({
  code: "REQUIRES_MISSING",
  message: `${target.id}/${variant.name} ${outcome}: ${reason}.`,
  where: target.file,
  mend,
});
