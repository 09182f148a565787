import { open } from "node:fs/promises";
import type { CallResult } from "../model/executor.js";
import type { Layout } from "../model/layout.js";
import type { OracleFunction } from "../model/target.js";
import type { DecodedArguments } from "../model/value.js";
import { decodeImage } from "../support/codec.js";
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** What an oracle returned, laid over the inputs: what it does not mention is unchanged. */
function overlay(inputs: unknown, outputs: unknown): unknown {
  if (!isObject(inputs) || !isObject(outputs)) return outputs;
  const merged: Record<string, unknown> = { ...inputs };
  for (const [name, value] of Object.entries(outputs)) merged[name] = overlay(inputs[name], value);
  return merged;
}

/** What must come out of one instance, by a function. */
export function referenceByFunction(
  oracle: OracleFunction,
  instance: number,
  image: Uint8Array,
  layout: Layout,
): Reference {
  const inputs = decodeImage(image, layout);
  // Decoded once more for the oracle, which may work in place on what it is given.
  const expected = overlay(inputs, oracle(decodeImage(image, layout))) as DecodedArguments;
  return { instance, image, inputs, expected };
}

/** What must come out of one instance, by a call of the oracle or the baseline. */
export const referenceByCall = (
  result: CallResult,
  instance: number,
  image: Uint8Array,
  layout: Layout,
): Reference => ({
  instance,
  image,
  inputs: decodeImage(image, layout),
  expected: decodeImage(result.image, layout),
});
