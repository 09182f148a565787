import type { Loaded } from "../../load/targets.js";
import type { Project } from "../../model/project.js";
import { hasNativeOracle, type Target, type Variant } from "../../model/target.js";
import { canonical } from "../../support/canonical.js";

/** One target as it is now and as a commit has it. */
export interface TwoSides {
  readonly after: Loaded;
  readonly before: Loaded;
}

/**
 * Why the kernels of both sides cannot stand in the same rounds; null if they can. Workloads are another matter: see
 * `otherInputs`.
 */
export function otherKernel({ after, before }: TwoSides): string | null {
  const differs = (part: (target: Target) => unknown) =>
    canonical(part(after.target)) !== canonical(part(before.target));
  if (differs(({ signature }) => signature.kernel)) return "the kernel has another signature";
  if (differs(({ signature }) => [signature.state, signature.before]))
    return "the kernel's state is made otherwise";
  return null;
}

/** Whether the declaration and all that it imports are the same text on both sides: then so is all that it draws. */
export const sameText = ({ after, before }: TwoSides): boolean =>
  canonical(after.modules) === canonical(before.modules);

/** A variant of the checked out project `side`, as another project can build it. `name`: what it is called there. */
export const relocated = (variant: Variant, name: string, side: Project): Variant => ({
  ...variant,
  name,
  root: side.root,
});

/** The same for a whole target, under the names that its variants have. */
export function relocatedTarget(target: Target, side: Project): Target {
  const moved = (variant: Variant) => relocated(variant, variant.name, side);
  const oracle = hasNativeOracle(target) ? { oracle: moved(target.oracle) } : {};
  return { ...target, builds: target.builds.map(moved), ...oracle };
}

/**
 * The target in which `before` is the baseline of `after`. Both are judged by the oracle of today, or by the baseline of
 * today where there is none.
 */
export function duel(target: Target, before: Variant, after: Variant): Target {
  const reference = target.oracle ?? target.builds.find(({ name }) => name === target.baseline);
  const { optimized: _, ...rest } = target;
  return {
    ...rest,
    baseline: before.name,
    builds: [before, after],
    ...(reference ? { oracle: reference } : {}),
  };
}

/** What has to be built for such targets beside their own variants. */
export const referencesOf = (target: Target): readonly Variant[] =>
  target.oracle === undefined
    ? target.builds.filter(({ name }) => name === target.baseline)
    : hasNativeOracle(target)
      ? [target.oracle]
      : [];
