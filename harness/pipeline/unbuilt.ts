import { prebuiltKey, type Toolchain } from "../build/index.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Target, Variant } from "../model/target.js";
import type { Fate } from "../record/result.js";
import { hashOfFile } from "../support/hash.js";
import type { Chosen } from "./choose.js";

/** Where nothing can be compiled: also skips what was not built at home, and what has been changed since. */
export function withoutUnbuilt(chosen: Chosen, { prebuilt }: Toolchain, project: Project): Chosen {
  if (prebuilt === undefined) return chosen;
  const { target, variants } = chosen;
  const skipped = new Map<string, Fate>(chosen.skipped);
  const edited = prebuilt.declarations[target.id] !== target.hash;
  for (const variant of variants) {
    if (skipped.has(variant.name) || variant.library !== undefined) continue;
    const label = `${target.id}/${variant.name}`;
    const library = prebuilt.libraries[prebuiltKey(label, variant.sources[0] ?? "")];
    const changed = Object.entries(library?.inputs ?? {}).find(
      ([path, hash]) => hashOfFile(project.root, path) !== hash,
    );
    const why =
      library === undefined
        ? `it was not built for ${prebuilt.architecture} when the bundle was made`
        : edited
          ? `${target.file} has changed since it was built`
          : changed && `${changed[0]} has changed since it was built`;
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
