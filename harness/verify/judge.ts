import type { CallResult } from "../model/executor.js";
import type { Layout, Segment } from "../model/layout.js";
import type { Problem } from "../model/problem.js";
import type { Target, Variant, Workload } from "../model/target.js";
import type { DecodedArguments } from "../model/value.js";
import { decodeImage, holds } from "../support/codec.js";
import { poisonOf } from "../support/poison.js";
import { ProblemError } from "../support/problem.js";
import { outOfBounds } from "./bounds.js";
import { circumstanceOf, FUZZED } from "./circumstance.js";
import { compare, type Difference } from "./compare.js";
import { inputChanged, pointerChanged, wrongOutput } from "./problems.js";

/** One instance to judge by: what goes in, and what must come out. */
export interface Reference {
  readonly instance: number;
  readonly image: Uint8Array;
  readonly inputs: DecodedArguments;
  readonly expected: DecodedArguments;
  /** See `CallRequest.blank`. */
  readonly blank: readonly number[];
  /** The native oracle's own result; null where a function made `expected`. */
  readonly output: Uint8Array | null;
  /** What was found right, by variant: the same bytes again need no second look. Filled by `judge`. */
  readonly proven: Map<string, Uint8Array>;
}

/** Judges one call of one variant: null, or the first thing that is wrong with it. */
export function judge(
  target: Target,
  workload: Workload,
  layout: Layout,
  variant: Variant,
  result: CallResult,
  reference: Reference,
  when: "before timing" | "fuzzing",
): Problem | null {
  const c = circumstanceOf(target, workload, variant, layout, when === "fuzzing" ? FUZZED : undefined);
  const [overrun] = result.overruns;
  if (overrun) return outOfBounds(c, overrun);
  const [moved] = result.movedPointers;
  if (moved !== undefined) return pointerChanged(c, layout.segments[moved]?.path ?? "a struct");
  const changed = layout.segments.find(
    (segment) =>
      segment.direction === "in" &&
      holds(result.image, layout, segment) &&
      !bytesOf(result.image, segment).equals(bytesOf(reference.image, segment)),
  );
  if (changed) return inputChanged(c, changed.path);
  const known = [reference.output, reference.proven.get(variant.name)];
  if (known.some((image) => image && Buffer.compare(image, result.image) === 0)) return null;
  const difference = differenceOf(target, layout, variant, result, reference);
  if (difference.count === 0) {
    reference.proven.set(variant.name, result.image);
    return null;
  }
  return wrongOutput(c, difference, when === "fuzzing" ? null : reference.instance);
}

/** Throws ProblemError COMPARISON_FAILED when the declaration's own functions do. */
function differenceOf(
  target: Target,
  layout: Layout,
  { verify = target.verify }: Variant,
  result: CallResult,
  { instance, image, expected, inputs, blank }: Reference,
): Difference {
  const filled = {
    arguments: new Set(blank.map((segment) => layout.segments[segment]?.path as string)),
    byte: poisonOf(instance),
  };
  try {
    return compare(
      target.signature,
      verify,
      expected,
      decodeImage(result.image, layout, image),
      inputs,
      filled,
    );
  } catch (error) {
    throw new ProblemError(
      {
        code: "COMPARISON_FAILED",
        message: `The outputs of ${target.id} cannot be compared: ${(error as Error).message}.`,
        where: target.file,
        mend: "Mend the function under verify, or what the oracle function returns.",
      },
      1,
      { cause: error },
    );
  }
}

const bytesOf = (image: Uint8Array, { offset, bytes }: Segment): Buffer =>
  Buffer.from(image.buffer, image.byteOffset + offset, bytes);
