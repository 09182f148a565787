import type { FuzzInput } from "../model/fuzz.js";
import type { Layout } from "../model/layout.js";
import type { Scalar } from "../model/scalar.js";
import { columnsOf, decodeImage } from "../support/codec.js";

/** An input in one line, for people: `n = 17, x = [0 × 16, -0], cur.sorted = false`. */

/** Runs of equal elements that are shown. */
const RUNS = 8;

/** A float in the fewest digits that are read back as the same float. */
export function show(value: unknown, type: Scalar | undefined): string {
  if (Object.is(value, -0)) return "-0";
  if (type !== "f32" || typeof value !== "number") return String(value);
  const shorter = [6, 7, 8].map((digits) => Number(value.toPrecision(digits)));
  return String(shorter.find((x) => Math.fround(x) === value) ?? Number(value.toPrecision(9)));
}

function showColumn(values: ArrayLike<unknown>, type: Scalar | undefined): string {
  const runs: { value: unknown; count: number }[] = [];
  let shown = 0;
  for (; shown < values.length; shown++) {
    const last = runs.at(-1);
    if (last && Object.is(last.value, values[shown])) last.count++;
    else if (runs.length === RUNS) break;
    else runs.push({ value: values[shown], count: 1 });
  }
  const parts = runs.map(({ value, count }) =>
    count > 1 ? `${show(value, type)} × ${count}` : show(value, type),
  );
  return `[${parts.join(", ")}${shown < values.length ? `, … ${values.length} elements` : ""}]`;
}

/** Of each scalar and column, by its path. */
export function typesOf(layout: Layout): ReadonlyMap<string, Scalar> {
  const types = new Map<string, Scalar>(layout.slots.map(({ name, type }) => [name, type]));
  for (const segment of layout.segments)
    for (const { field, type } of columnsOf(segment))
      types.set(field === undefined ? segment.path : `${segment.path}.${field}`, type);
  return types;
}

/** Without the outputs in `blank`, which hold nothing yet. */
export function showInput({ layout, image }: FuzzInput, blank: readonly number[]): string {
  const hidden = new Set(blank.map((i) => layout.segments[i]?.path));
  const types = typesOf(layout);
  const parts: string[] = [];
  const visit = (members: Readonly<Record<string, unknown>>, prefix: string) => {
    for (const [name, value] of Object.entries(members)) {
      const path = prefix + name;
      if (hidden.has(path) || path === "returns") continue;
      if (typeof value !== "object" || value === null)
        parts.push(`${path} = ${show(value, types.get(path))}`);
      else if (ArrayBuffer.isView(value))
        parts.push(`${path} = ${showColumn(value as unknown as ArrayLike<unknown>, types.get(path))}`);
      else visit(value as Readonly<Record<string, unknown>>, `${path}.`);
    }
  };
  visit(decodeImage(image, layout), "");
  return parts.join(", ");
}
