import { open } from "node:fs/promises";
import type { CallResult } from "../model/executor.js";
import type { Signature } from "../model/kernel.js";
import type { Layout } from "../model/layout.js";
import type { OracleFunction } from "../model/target.js";
import type { DecodedArguments } from "../model/value.js";
import { columnsOf, countComingOut, decodeImage } from "../support/codec.js";
import { SLOT_BYTES } from "../support/layout.js";
import type { Reference } from "./judge.js";

/** Reads instances back from the file of images. */
export async function readImages(
  file: string,
  layout: Layout,
  instances: readonly number[],
): Promise<Uint8Array[]> {
  const handle = await open(file);
  try {
    return await Promise.all(
      instances.map(async (instance) => {
        // An allocation of its own, so that typed arrays of every width can be laid over it.
        const image = new Uint8Array(layout.bytes);
        await handle.read(image, 0, layout.bytes, instance * layout.bytes);
        return image;
      }),
    );
  } finally {
    await handle.close();
  }
}

/** An instance's arguments of the kernel with another one's arguments of `create`. */
export function withStateOf(
  { state }: Signature,
  layout: Layout,
  image: Uint8Array,
  stateImage: Uint8Array,
): Uint8Array {
  const mixed = image.slice();
  const take = (offset: number, bytes: number) =>
    mixed.set(stateImage.subarray(offset, offset + bytes), offset);
  for (const { name, offset } of layout.slots)
    if (state && Object.hasOwn(state.create.args, name)) take(offset, SLOT_BYTES);
  for (const { ofState, offset, bytes } of layout.segments) if (ofState) take(offset, bytes);
  return mixed;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** What an oracle returned, laid over the inputs: what it does not mention is unchanged. */
function overlay(inputs: unknown, outputs: unknown): unknown {
  if (!isObject(inputs) || !isObject(outputs)) return outputs;
  const merged: Record<string, unknown> = { ...inputs };
  for (const [name, value] of Object.entries(outputs)) merged[name] = overlay(inputs[name], value);
  return merged;
}

export const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) ? value[name] : undefined;

/** Throws RangeError when an oracle left elements out: nobody would judge them. */
function assertComplete(layout: Layout, expected: DecodedArguments): void {
  for (const segment of layout.segments) {
    const names = segment.path.split(".");
    const owner = names.slice(0, -1).reduce<unknown>(memberOf, expected) as Record<string, unknown>;
    const value = memberOf(owner, names.at(-1) as string);
    const sizes = Object.entries(owner).filter(([, size]) => isScalarValue(size));
    const count = countComingOut(segment, Object.fromEntries(sizes.map(([n, size]) => [n, Number(size)])));
    for (const { field } of columnsOf(segment)) {
      const column = field === undefined ? value : memberOf(value, field);
      const single = segment.type.dims.length === 0 && isScalarValue(column);
      const length = single ? 1 : ((column as ArrayLike<unknown>)?.length ?? 0);
      if (length >= count) continue;
      const path = field === undefined ? segment.path : `${segment.path}.${field}`;
      throw new RangeError(`it gives ${length} of the ${count} elements of ${path}`);
    }
  }
}

const isScalarValue = (value: unknown): boolean => ["number", "bigint", "boolean"].includes(typeof value);

/** What must come out of one instance, by a function. */
export function referenceByFunction(
  oracle: OracleFunction,
  instance: number,
  image: Uint8Array,
  layout: Layout,
  blank: readonly number[],
): Reference {
  const inputs = decodeImage(image, layout);
  // Decoded once more for the oracle, which may work in place on what it is given.
  const given = oracle(decodeImage(image, layout));
  const stray = Object.keys(given ?? {}).find((name) => name !== "returns" && !(name in inputs));
  if (stray !== undefined) throw new RangeError(`it gives ${stray}, which is no argument`);
  const expected = overlay(inputs, given) as DecodedArguments;
  assertComplete(layout, expected);
  return { instance, image, inputs, expected, blank, output: null, proven: new Map() };
}

/** What must come out of one instance, by a call of the oracle or the baseline. */
export const referenceByCall = (
  result: CallResult,
  instance: number,
  image: Uint8Array,
  layout: Layout,
  blank: readonly number[],
): Reference => ({
  instance,
  image,
  inputs: decodeImage(image, layout),
  expected: decodeImage(result.image, layout, image),
  blank,
  output: result.image,
  proven: new Map(),
});
