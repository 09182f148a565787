import { is64BitInteger, isFloat, SCALARS, type Scalar, type TypedArray } from "../model/scalar.js";
import type { Column, Fill, Random, Value } from "../model/value.js";
import { fillNormal, randomStream } from "../support/random.js";

/** From what a declaration says of one column to its values. */

/** Arrays have a method of that name. */
export const isFill = (value: unknown): value is Fill =>
  typeof value === "object" && value !== null && "fill" in value && typeof value.fill === "string";

export const isColumn = (value: Value): value is Column =>
  typeof value !== "object" ||
  value === null ||
  isFill(value) ||
  Array.isArray(value) ||
  ArrayBuffer.isView(value);

/** Whether instances may differ in this column. */
export const isRandom = (column: Column): boolean =>
  typeof column === "function" ||
  (typeof column === "object" && isFill(column) && column.fill !== "iota" && column.fill !== "constant");

/** Which draw of a workload: instance i uses its seed + i. */
export interface Draw {
  readonly seed: number;
  readonly instance: number;
}

/**
 * `n` values of `type`. `path` names the column and thereby its random stream.
 * Throws RangeError when a list or a fill function yields another number of values.
 */
export function drawColumn(type: Scalar, n: number, column: Column, path: string, draw: Draw): TypedArray {
  const values = new SCALARS[type].array(n);
  const convert: (x: number | bigint | boolean) => number | bigint = is64BitInteger(type)
    ? (x) => BigInt(typeof x === "number" ? Math.trunc(x) : x)
    : type === "bool"
      ? (x) => (x ? 1 : 0) // any other byte is no C bool
      : Number;
  const write = (next: (i: number) => number | bigint | boolean) => {
    for (let i = 0; i < n; i++) values[i] = convert(next(i)) as never;
  };
  const copy = (from: ArrayLike<number | bigint | boolean>) => {
    if (from.length !== n) throw new RangeError(`${path} needs ${n} values and got ${from.length}`);
    // Nothing to convert, and there may be ten million of them: a sixth of the time that one by one takes.
    if (from.constructor === values.constructor && type !== "bool") values.set(from as never);
    else write((i) => from[i] as number);
  };
  const random = () => randomStream(draw.seed + draw.instance, path);

  if (typeof column === "function") copy(column({ n, random: random(), instance: draw.instance }));
  else if (typeof column !== "object") write(() => column);
  else if (isFill(column)) {
    if (column.fill === "normal" && (values instanceof Float32Array || values instanceof Float64Array)) {
      const { mean, sd } = column;
      assertNumbers(path, "normal(mean, sd)", mean, sd);
      fillNormal(values, { seed: draw.seed + draw.instance, name: path, mean, sd });
    } else write(elementsOf(column, type, random(), path));
  } else copy(column);
  return values;
}

function elementsOf(
  fill: Fill,
  type: Scalar,
  random: Random,
  path: string,
): (i: number) => number | bigint | boolean {
  switch (fill.fill) {
    case "normal":
      assertNumbers(path, "normal(mean, sd)", fill.mean, fill.sd);
      return () => fill.mean + fill.sd * random.normal();
    case "uniform":
      assertNumbers(path, "uniform(low, high)", fill.low, fill.high);
      // Integer columns take whole numbers, both bounds included.
      return isFloat(type)
        ? () => fill.low + (fill.high - fill.low) * random.real()
        : () => random.integer(Math.ceil(fill.low), Math.floor(fill.high));
    case "iota":
      return (i) => fill.start + i * fill.step;
    case "constant":
      return () => fill.value;
    case "choice":
      return () => fill.of[random.integer(0, fill.of.length - 1)] as number;
  }
}

/** NaN in every input would make every output NaN, and all of them equal. */
function assertNumbers(path: string, form: string, ...numbers: readonly number[]): void {
  if (!numbers.every(Number.isFinite))
    throw new RangeError(`${path} has a ${form} without two finite numbers`);
}
