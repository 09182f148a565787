import type { CallResult } from "../model/executor.js";
import type { Layout, Segment } from "../model/layout.js";
import type { Problem } from "../model/problem.js";
import type { Target, Variant, Workload } from "../model/target.js";
import type { DecodedArguments } from "../model/value.js";
import { decodeImage } from "../support/codec.js";
import { compare } from "./compare.js";
import {
  circumstanceOf,
  inputChanged,
  outOfBounds,
  pointerChanged,
  wrongAfterTiming,
  wrongOutput,
} from "./problems.js";

/** One instance to judge by: what goes in, and what must come out. */
export interface Reference {
  readonly instance: number;
  readonly image: Uint8Array;
  readonly inputs: DecodedArguments;
  readonly expected: DecodedArguments;
}

/** Judges one call of one variant: null, or the first thing that is wrong with it. */
export function judge(
  target: Target,
  workload: Workload,
  layout: Layout,
  variant: Variant,
  result: CallResult,
  reference: Reference,
  when: "before timing" | "after timing",
): Problem | null {
  const c = circumstanceOf(target, workload, variant, layout);
  const [overrun] = result.overruns;
  if (overrun) return outOfBounds(c, overrun);
  const [moved] = result.movedPointers;
  if (moved !== undefined) return pointerChanged(c, layout.segments[moved]?.path ?? "a struct");
  const changed = layout.segments.find(
    (segment) =>
      segment.direction === "in" && !bytesOf(result.image, segment).equals(bytesOf(reference.image, segment)),
  );
  if (changed) return inputChanged(c, changed.path);
  const difference = compare(
    target.signature,
    variant.verify ?? target.verify,
    reference.expected,
    decodeImage(result.image, layout),
    reference.inputs,
  );
  if (difference.count === 0) return null;
  const wrong = when === "after timing" ? wrongAfterTiming : wrongOutput;
  return wrong(c, difference, reference.instance);
}

const bytesOf = (image: Uint8Array, { offset, bytes }: Segment): Buffer =>
  Buffer.from(image.buffer, image.byteOffset + offset, bytes);
