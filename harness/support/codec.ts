import { isStruct } from "../model/kernel.js";
import type { Layout, Segment } from "../model/layout.js";
import { isScalar, SCALARS, type Scalar, type TypedArray } from "../model/scalar.js";
import type { Decoded, DecodedArguments } from "../model/value.js";
import { countOf, structLayout } from "./layout.js";

/** Columns in, bytes out, and back. Everything is little-endian, as every supported machine is. */

/** A column of `type` laid over memory: element i is `array[i * step]`. */
interface Strided {
  readonly array: TypedArray;
  readonly step: number;
}

function strided(image: Uint8Array, offset: number, type: Scalar, stride: number, count: number): Strided {
  const { bytes, array: ArrayType } = SCALARS[type];
  // A field of no elements may lie behind the image's end.
  if (count === 0) return { array: new ArrayType(0), step: 1 };
  const length = ((count - 1) * stride) / bytes + 1;
  const array = new ArrayType(image.buffer as ArrayBuffer, image.byteOffset + offset, length);
  return { array, step: stride / bytes };
}

/** Writes `values` (of the column's own typed array) as column `field` of a segment, or as its elements. */
export function encodeColumn(image: Uint8Array, segment: Segment, values: TypedArray, field?: string): void {
  const { type, offset } = columnOf(segment, field);
  const to = strided(image, segment.offset + offset, type, segment.stride, segment.count);
  if (to.step === 1) (to.array as Float32Array).set(values as Float32Array);
  else for (let i = 0, j = 0; i < segment.count; i++, j += to.step) to.array[j] = values[i] as never;
}

/** Reads a column of the first `count` elements into a typed array of its own. */
export function decodeColumn(image: Uint8Array, segment: Segment, count: number, field?: string): TypedArray {
  const { type, offset } = columnOf(segment, field);
  const from = strided(image, segment.offset + offset, type, segment.stride, count);
  if (from.step === 1) return from.array.slice();
  const column = new SCALARS[type].array(count);
  for (let i = 0, j = 0; i < count; i++, j += from.step) column[i] = from.array[j] as never;
  return column;
}

/** Columns of a segment: the fields of a struct that are no pointers, or the elements themselves (`undefined`). */
export function columnsOf(segment: Segment): { field: string | undefined; type: Scalar; offset: number }[] {
  const { of } = segment.type;
  if (isScalar(of)) return [{ field: undefined, type: of, offset: 0 }];
  return structLayout(of).fields.flatMap(({ name, type, offset }) =>
    type === "pointer" ? [] : [{ field: name, type, offset }],
  );
}

function columnOf(segment: Segment, field: string | undefined) {
  const column = columnsOf(segment).find((c) => c.field === field);
  if (!column) throw new Error(`${segment.path} has no column ${field}`);
  return column;
}

export function encodeSlot(
  image: Uint8Array,
  type: Scalar,
  offset: number,
  value: number | bigint | boolean,
): void {
  const array = new SCALARS[type].array(image.buffer as ArrayBuffer, image.byteOffset + offset, 1);
  array[0] = (
    array instanceof BigInt64Array || array instanceof BigUint64Array ? BigInt(value) : Number(value)
  ) as never;
}

/** A scalar as JavaScript sees it: boolean for `bool`, bigint for what no number holds, number for the rest. */
export function decodeSlot(image: Uint8Array, type: Scalar, offset: number): number | bigint | boolean {
  const array = new SCALARS[type].array(image.buffer as ArrayBuffer, image.byteOffset + offset, 1);
  const value = array[0] as number | bigint;
  if (type === "bool") return value !== 0;
  return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Elements in use after the call: its dimensions over the sizes coming out, never more than were allocated. */
export function countComingOut(segment: Segment, siblings: Readonly<Record<string, number>>): number {
  try {
    return Math.min(segment.count, countOf(segment.type.dims, siblings));
  } catch {
    return segment.count; // a size that makes no sense is itself a mismatch; here it must not hide the rest
  }
}

/** A property that is computed when it is first read, and may be replaced. */
function defineLazily(object: Record<string, Decoded>, name: string, compute: () => Decoded): void {
  let known: Decoded | undefined;
  const get = () => {
    known ??= compute();
    return known;
  };
  const set = (value: Decoded) => {
    known = value;
  };
  Object.defineProperty(object, name, { get, set, enumerable: true });
}

const numbersOf = (decoded: DecodedArguments): Record<string, number> =>
  Object.fromEntries(
    Object.entries(decoded).flatMap(([name, value]) => (typeof value === "number" ? [[name, value]] : [])),
  );

/** Whether an answer holds a segment: large inputs that it does not hold are as they were given. */
export const holds = (answer: Uint8Array, { front, bytes }: Layout, { offset }: Segment): boolean =>
  answer.length >= bytes || offset < front;

/** Decodes one segment, with the buffers that its struct points to nested in it. */
function decodeSegment(
  answer: Uint8Array,
  layout: Layout,
  index: number,
  siblings: Readonly<Record<string, number>>,
  given: Uint8Array,
): Decoded {
  const segment = layout.segments[index] as Segment;
  const image = holds(answer, layout, segment) ? answer : given;
  const { of, dims } = segment.type;
  const count = countComingOut(segment, siblings);
  if (!isStruct(of)) return decodeColumn(image, segment, count);
  const { fields } = structLayout(of);
  const decoded: Record<string, Decoded> = {};
  for (const { name, type, offset } of fields) {
    if (type === "pointer") continue;
    decoded[name] =
      dims.length > 0
        ? decodeColumn(image, segment, count, name)
        : decodeSlot(image, type, segment.offset + offset);
  }
  for (const { name, offset } of fields) {
    const pointer = layout.relocations.find((r) => r.segment === index && r.offset === offset);
    if (pointer) decoded[name] = decodeSegment(answer, layout, pointer.target, numbersOf(decoded), given);
  }
  return decoded;
}

/**
 * Decodes an image, buffers up to the sizes that it holds itself. `given`: holds the large inputs that an answer leaves
 * out. Large inputs are decoded when they are looked at, if ever: neither image may change until then.
 */
export function decodeImage(image: Uint8Array, layout: Layout, given = image): DecodedArguments {
  const decoded: Record<string, Decoded> = {};
  for (const slot of layout.slots) decoded[slot.name] = decodeSlot(image, slot.type, slot.offset);
  const siblings = numbersOf(decoded);
  const inner = new Set(layout.relocations.map((r) => r.target));
  layout.segments.forEach((segment, index) => {
    if (inner.has(index)) return;
    const decode = () => decodeSegment(image, layout, index, siblings, given);
    if (segment.offset < layout.front) decoded[segment.path] = decode();
    else defineLazily(decoded, segment.path, decode);
  });
  return decoded;
}
