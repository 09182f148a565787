import type { Layout } from "../model/layout.js";
import type { Target, Variant, Workload } from "../model/target.js";

/** Whose call it was: enough to find it again. */
export interface Circumstance {
  readonly target: string;
  readonly variant: string;
  /** `workload tiny`, `fuzzed`. */
  readonly occasion: string;
  /** Sources of the variant. */
  readonly where: string;
  readonly layout: Layout;
  /** Bytes that every buffer is aligned to, at least. */
  readonly align: number;
  /** Command that names the line of a wrong access; null: none does. */
  readonly sanitize: string | null;
}

/** The occasion of what fuzzing finds; the input itself is told beside it. */
export const FUZZED = "fuzzed";

export const circumstanceOf = (
  target: Target,
  workload: Workload,
  variant: Variant,
  layout: Layout,
  occasion = `workload ${workload.name}`,
): Circumstance => ({
  target: target.id,
  variant: variant.name,
  occasion,
  where: variant.sources.join(", ") || (variant.library ?? target.file),
  layout,
  align: workload.settings.align,
  sanitize:
    occasion !== FUZZED &&
    variant.library === undefined &&
    target.builds.some(({ name }) => name === variant.name)
      ? `bench check ${target.id} --variant ${variant.name} --sanitize address`
      : null,
});

export const title = ({ target, variant }: Circumstance): string => `${target}/${variant}`;
