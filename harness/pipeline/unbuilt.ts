import { outdated, type Toolchain } from "../build/index.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Target, Variant } from "../model/target.js";
import type { Fate } from "../record/result.js";
import type { Chosen } from "./choose.js";

/** Where nothing can be compiled: also skips what was not built at home, and what has been changed since. */
export function withoutUnbuilt(chosen: Chosen, { prebuilt }: Toolchain, project: Project): Chosen {
  if (prebuilt === undefined) return chosen;
  const { target, variants } = chosen;
  const skipped = new Map<string, Fate>(chosen.skipped);
  for (const variant of variants) {
    if (skipped.has(variant.name) || variant.library !== undefined) continue;
    const why = outdated(prebuilt, target, variant, project.root);
    if (why) skipped.set(variant.name, { state: "skipped", problem: notPrebuilt(target, variant, why) });
  }
  return { ...chosen, skipped };
}

const notPrebuilt = (target: Target, { name, sources }: Variant, why: string): Problem => ({
  code: "NOT_PREBUILT",
  message: `${target.id}/${name} is skipped: no compiler answers, and ${why}.`,
  where: sources.join(", "),
  mend: "Install a C++ compiler here, or make the bundle again (`bench bundle --prebuilt --march <architecture>`).",
});
