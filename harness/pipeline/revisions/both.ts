import type { Loaded } from "../../load/targets.js";
import type { Selection } from "../../model/project.js";
import type { RevisionPair } from "../../model/revisions.js";
import type { Target } from "../../model/target.js";
import type { Duel } from "./duels.js";
import { lineUp, type Revised, untimed } from "./line-up.js";

/**
 * Every chosen variant of every chosen workload that either side declares: what stands on both as a duel, the rest as it is
 * to be told. `target`: the later declaration, where the project builds it.
 */
export async function lineUpBoth(
  target: Target | undefined,
  after: Loaded | undefined,
  before: Loaded | undefined,
  chosen: Pick<Selection, "variants" | "workloads">,
  revised: Revised,
): Promise<(Duel | RevisionPair)[]> {
  const found: (Duel | RevisionPair)[] = [];
  const id = (target ?? before?.target)?.id ?? "";
  const wanted = (names: readonly string[]) => (name: string) => names.length === 0 || names.includes(name);
  const namesOf = (of: "cases" | "builds") =>
    [after, before].map((side) => side?.target[of].map(({ name }) => name) ?? []) as [string[], string[]];
  const [workloads, oldWorkloads] = namesOf("cases");
  const [variants, oldVariants] = namesOf("builds");
  const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
  for (const workload of union(workloads, oldWorkloads).filter(wanted(chosen.workloads))) {
    for (const variant of union(variants, oldVariants).filter(wanted(chosen.variants))) {
      const now = target?.cases.find(({ name }) => name === workload);
      const own = target?.builds.find(({ name }) => name === variant);
      const what = !target ? "target" : !now ? "workload" : "variant";
      if (!target || !after || !now || !own) {
        if (!oldWorkloads.includes(workload) || !oldVariants.includes(variant)) continue;
        found.push(untimed(id, workload, variant, "removed", `the ${what} is not there any more`));
      } else if (!before) {
        found.push(untimed(id, workload, variant, "added", "the target was not there"));
      } else {
        found.push(await lineUp({ target, after, before }, now, own, revised));
      }
    }
  }
  return found;
}
