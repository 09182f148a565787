import type { Target } from "../model/target.js";
import { canonical } from "../support/canonical.js";
import { hashOf } from "../support/hash.js";
import type { LocalModule } from "./modules.js";

const byName = <T extends { readonly name: string }>(items: readonly T[]) =>
  Object.fromEntries(items.map((item) => [item.name, item]));

/**
 * What stands around the `defineTarget({ … })` call: constants and helpers that declared functions close
 * over. The call's end is the first line that starts with its closing brackets, as every formatter leaves it.
 */
function surroundings(source: string): string {
  const start = source.lastIndexOf("defineTarget(");
  const end = source.indexOf("\n})", start);
  return start < 0 || end < 0 ? source : source.slice(0, start) + source.slice(end);
}

/** Hash of what a declaration means for a measurement; see `TargetSummary.hash`. */
export function declarationHash(
  target: Omit<Target, "hash">,
  [own, ...imported]: readonly LocalModule[],
): string {
  const { id, baseline, signature, cases, builds, verify, oracle, fuzz, bytes, flops, items } = target;
  const meaning = canonical({
    id,
    baseline,
    signature,
    cases: byName(cases),
    builds: byName(builds.map((variant) => ({ ...variant, note: undefined }))),
    verify,
    oracle,
    fuzz,
    costs: { bytes, flops, items },
  });
  // Only functions see more of the module than its values.
  const around = meaning.includes('fn"') && own ? surroundings(own.content) : "";
  return hashOf(meaning, around, ...imported.flatMap(({ path, content }) => [path, content]));
}
