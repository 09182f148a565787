import type { Example, FuzzInput, Plain } from "../model/fuzz.js";
import type { Scalar } from "../model/scalar.js";
import type { Decoded } from "../model/value.js";
import { decodeImage } from "../support/codec.js";
import { show, typesOf } from "./shown.js";

/** Elements of an input that are listed. */
const LISTED = 4096;

function scalar(value: number | bigint | boolean, type: Scalar | undefined): Plain {
  if (typeof value === "boolean") return value;
  const shown = show(value, type);
  const number = Number(shown);
  const holds = typeof value === "bigint" ? Number.isSafeInteger(number) : Number.isFinite(number);
  return holds && !Object.is(number, -0) ? number : shown;
}

/** An input as data, without the outputs in `blank`, which hold nothing yet; null when it is too long. */
export function plainInput({ layout, image }: FuzzInput, blank: readonly number[]): Example["values"] {
  const listed = layout.segments.filter((_, i) => !blank.includes(i));
  if (listed.reduce((sum, { count }) => sum + count, 0) > LISTED) return null;
  const hidden = new Set(blank.map((i) => layout.segments[i]?.path));
  const types = typesOf(layout);
  const plain = (value: Decoded, path: string): Plain => {
    if (typeof value !== "object") return scalar(value, types.get(path));
    if (!ArrayBuffer.isView(value))
      return members(value as { readonly [field: string]: Decoded }, `${path}.`);
    return Array.from(value as unknown as ArrayLike<number>, (element) => scalar(element, types.get(path)));
  };
  const members = (values: { readonly [name: string]: Decoded }, prefix: string) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]): [string, Plain][] => {
        const path = prefix + name;
        return hidden.has(path) || path === "returns" ? [] : [[name, plain(value, path)]];
      }),
    );
  return members(decodeImage(image, layout), "");
}
