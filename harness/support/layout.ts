import {
  type Arguments,
  type ArgumentType,
  type BufferType,
  type Dimension,
  isBuffer,
  isStruct,
  type Signature,
  type StructType,
} from "../model/kernel.js";
import type { Layout, Relocation, Segment, Slot, StructLayout } from "../model/layout.js";
import { isScalar, SCALARS, type Scalar } from "../model/scalar.js";

/** Every by-value argument takes one slot of this many bytes at the head of an image. */
export const SLOT_BYTES = 8;
const POINTER_BYTES = 8;
/** Segments start on cache lines of the image, so that typed arrays can be laid over them. */
const SEGMENT_ALIGN = 64;
/** Inputs of so many bytes and more lie last in an image, so that answers can leave them out: less is soon copied. */
const LARGE_BYTES = 32 * 2 ** 10;

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/** C layout of a struct under natural alignment; the generated driver asserts the same with `offsetof`. */
export function structLayout(type: StructType): StructLayout {
  let at = 0;
  let align = 1;
  const fields = Object.entries(type.fields).map(([name, field]) => {
    const bytes = isScalar(field) ? SCALARS[field].bytes : POINTER_BYTES;
    const offset = roundUp(at, bytes);
    at = offset + bytes;
    align = Math.max(align, bytes);
    return { name, type: isScalar(field) ? field : ("pointer" as const), offset };
  });
  return { type, bytes: roundUp(at, align), align, fields };
}

/** Bytes and natural alignment of one element of a buffer. */
function elementLayout(of: Scalar | StructType): { bytes: number; align: number } {
  return isStruct(of) ? structLayout(of) : { bytes: SCALARS[of].bytes, align: SCALARS[of].bytes };
}

/** Number of elements; throws RangeError when a dimension is not a non-negative integer. */
export function countOf(dims: readonly Dimension[], siblings: Readonly<Record<string, number>>): number {
  return dims.reduce<number>((product, dim) => {
    const n = typeof dim === "number" ? dim : typeof dim === "string" ? siblings[dim] : dim(siblings);
    if (n === undefined || !Number.isSafeInteger(n) || n < 0) {
      throw new RangeError(
        `the dimension ${typeof dim === "function" ? "function" : `"${dim}"`} yields ${n}`,
      );
    }
    return product * n;
  }, 1);
}

/** Arguments in the order in which slots and segments are laid out: the kernel's, those of `create`, `returns`. */
export function argumentsOf(signature: Signature): { name: string; type: ArgumentType; ofState: boolean }[] {
  const list = (args: Arguments, ofState: boolean) =>
    Object.entries(args).map(([name, type]) => ({ name, type, ofState }));
  const { returns } = signature.kernel;
  return [
    ...list(signature.kernel.args, false),
    ...list(signature.state?.create.args ?? {}, true),
    ...(returns === undefined ? [] : list({ returns }, false)),
  ];
}

/** By-value scalars per level: `""` for the arguments, a segment's path for the fields of the struct there. */
export type ScalarValues = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Lays out one instance. `scalars` gives the sizes going in. */
export function layoutOf(signature: Signature, scalars: ScalarValues): Layout {
  const slots: Slot[] = [];
  const planned: Omit<Segment, "offset">[] = [];
  const relocations: Relocation[] = [];

  const plan = (
    path: string,
    type: BufferType,
    ofState: boolean,
    siblings: Readonly<Record<string, number>>,
  ) => {
    const { bytes: stride, align } = elementLayout(type.of);
    const count = countOf(type.dims, siblings);
    const index =
      planned.push({
        path,
        type,
        direction: path === "returns" ? "out" : type.direction,
        ofState,
        count,
        stride,
        align,
        bytes: count * stride,
      }) - 1;
    if (!isStruct(type.of)) return index;
    for (const field of structLayout(type.of).fields) {
      const inner = type.of.fields[field.name];
      if (inner === undefined || !isBuffer(inner)) continue;
      const innerPath = `${path}.${field.name}`;
      relocations.push({
        segment: index,
        offset: field.offset,
        target: plan(innerPath, inner, ofState, scalars[path] ?? {}),
      });
    }
    return index;
  };

  for (const { name, type, ofState } of argumentsOf(signature)) {
    if (isBuffer(type)) plan(name, type, ofState, scalars[""] ?? {});
    else slots.push({ name, type, offset: slots.length * SLOT_BYTES });
  }

  let at = roundUp(slots.length * SLOT_BYTES, SEGMENT_ALIGN);
  const offsets = planned.map(() => 0);
  /** Where the chosen ones end. */
  const place = (chosen: (index: number) => boolean): number => {
    for (const [i, { bytes }] of planned.entries()) {
      if (!chosen(i)) continue;
      offsets[i] = at;
      at = roundUp(at + bytes, SEGMENT_ALIGN);
    }
    at = Math.max(at, SEGMENT_ALIGN);
    return at;
  };
  // What holds pointers is written to by the harness itself.
  const isLargeInput = (i: number) => {
    const { direction, bytes } = planned[i] as Omit<Segment, "offset">;
    return direction === "in" && bytes >= LARGE_BYTES && !relocations.some((r) => r.segment === i);
  };
  const front = place((i) => !isLargeInput(i));
  const bytes = place(isLargeInput);
  const segments = planned.map((segment, i) => ({ ...segment, offset: offsets[i] as number }));
  return { slots, segments, relocations, front, bytes };
}
