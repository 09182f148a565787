import { type ArgumentType, isBuffer, isStruct, type Signature, type StructType } from "../model/kernel.js";
import { isFloat, SCALARS, type Scalar, type TypedArray } from "../model/scalar.js";
import type { Comparison, Mismatch, Tolerance, Verify } from "../model/tolerance.js";
import type { DecodedArguments } from "../model/value.js";
import { describeDistance, describeTolerance } from "./distance.js";
import { agreement } from "./tolerance.js";

/** Outputs that mean nothing before the call, and the byte that they were filled with. */
export interface Filled {
  readonly arguments: ReadonlySet<string>;
  readonly byte: number;
}

/** What differs between an expected and an actual result. */
export interface Difference {
  /** Elements that differ. */
  readonly count: number;
  /** Elements compared. */
  readonly of: number;
  readonly first: Mismatch | null;
  /** Whether the first one is as it was filled before the call. */
  readonly unwritten: boolean;
  /** By how much the first one differs, and what is allowed; null where a function compared. */
  readonly off: { readonly by: string | null; readonly allowed: string } | null;
}

const NONE: Difference = { count: 0, of: 0, first: null, unwritten: false, off: null };
const EXACT: Tolerance = { tolerance: "exact" };

const isTolerance = (verify: Verify): verify is Tolerance =>
  typeof verify === "object" && "tolerance" in verify;

/** The part of a specification that speaks of `name`; a tolerance speaks of everything below it. */
const partOf = (verify: Verify | undefined, name: string): Verify | undefined =>
  verify === undefined || typeof verify === "function"
    ? undefined
    : isTolerance(verify)
      ? verify
      : (verify as { readonly [part: string]: Verify })[name];

const add = (a: Difference, b: Difference): Difference => ({
  count: a.count + b.count,
  of: a.of + b.of,
  ...(({ first, unwritten, off }) => ({ first, unwritten, off }))(a.first ? a : b),
});

/**
 * Compares everything a kernel may write: `out` and `inout` buffers, up to the sizes coming out, and `returns`.
 * `expected` may hold plain arrays and doubles where an oracle function made it. What `verify` leaves out is exact.
 */
export function compare(
  signature: Signature,
  verify: Verify,
  expected: DecodedArguments,
  actual: DecodedArguments,
  inputs: DecodedArguments,
  filled: Filled | null = null,
): Difference {
  if (typeof verify === "function") return byFunction(verify, "", expected, actual, inputs);
  const { args, returns } = signature.kernel;
  const written = Object.entries({ ...args, ...(returns === undefined ? {} : { returns }) }).filter(
    ([name, type]) => name === "returns" || (isBuffer(type) && type.direction !== "in"),
  );
  return written
    .map(([name, type]) => {
      const byte = filled?.arguments.has(name) ? filled.byte : null;
      return walk(type, expected[name], actual[name], partOf(verify, name), name, { inputs, byte });
    })
    .reduce(add, NONE);
}

function byFunction(
  comparison: Comparison,
  where: string,
  expected: unknown,
  actual: unknown,
  inputs: DecodedArguments,
): Difference {
  // Copies: it may sort what it is given, and the next variant is judged by the same reference.
  const mismatches = comparison(structuredClone(expected), actual, structuredClone(inputs));
  const first = mismatches[0];
  return {
    count: mismatches.length,
    of: 1,
    first: first ? { ...first, where: [where, first.where].filter(Boolean).join(".") } : null,
    unwritten: false,
    off: null,
  };
}

interface Context {
  readonly inputs: DecodedArguments;
  /** See `Filled`; null: what is compared here was not filled. */
  readonly byte: number | null;
}

function walk(
  type: ArgumentType,
  expected: unknown,
  actual: unknown,
  verify: Verify | undefined,
  where: string,
  context: Context,
): Difference {
  const { inputs, byte } = context;
  if (typeof verify === "function") return byFunction(verify, where, expected, actual, inputs);
  if (!isBuffer(type))
    return column(type, [expected as number], [actual as number], verify, () => where, null);
  // An oracle function may give what one pointer leads to as it is.
  if (typeof expected !== "object") return walk(type, [expected], actual, verify, where, context);
  if (!isStruct(type.of)) {
    return column(
      type.of as Scalar,
      expected as TypedArray,
      actual as TypedArray,
      verify,
      (i) => `${where}[${i}]`,
      byte,
    );
  }
  const struct = type.of as StructType;
  return Object.entries(struct.fields)
    .map(([name, field]) => {
      const e = (expected as Record<string, unknown>)[name];
      const a = (actual as Record<string, unknown>)[name];
      const part = partOf(verify, name);
      if (type.dims.length === 0) return walk(field, e, a, part, `${where}.${name}`, context);
      if (typeof part === "function") return byFunction(part, `${where}.${name}`, e, a, inputs);
      const at = (i: number) => `${where}[${i}].${name}`;
      return column(field as Scalar, e as TypedArray, a as TypedArray, part, at, byte);
    })
    .reduce(add, NONE);
}

function column(
  type: Scalar,
  expected: ArrayLike<number | bigint | boolean>,
  actual: ArrayLike<number | bigint | boolean>,
  verify: Verify | undefined,
  at: (i: number) => string,
  byte: number | null,
): Difference {
  const tolerance = verify !== undefined && isTolerance(verify) ? verify : EXACT;
  const agrees = agreement(tolerance, type);
  // Sizes are fields of their own and compared as such; here only what both have.
  const n = Math.min(expected.length, actual.length);
  const reference = inRangeOf(type, expected, n);
  const result = inRangeOf(type, actual, n);
  let count = 0;
  let first: Mismatch | null = null;
  let unwritten = false;
  let off: Difference["off"] = null;
  for (let i = 0; i < n; i++) {
    if (agrees(reference[i] as number, result[i] as number)) continue;
    if (count++ > 0) continue;
    unwritten = byte !== null && isFilled(result, i, byte);
    first = { where: at(i), expected: show(type, reference[i]), actual: show(type, result[i]) };
    off = {
      by: describeDistance(tolerance, type, reference[i] as number, result[i] as number),
      allowed: describeTolerance(tolerance),
    };
  }
  return { count, of: n, first, unwritten, off };
}

/** A shorter run of the byte may be a result. */
const TELLING_BYTES = 4;

function isFilled(values: ArrayLike<number | bigint>, i: number, byte: number): boolean {
  if (!ArrayBuffer.isView(values)) return false;
  const width = values.byteLength / values.length;
  const at = i * width;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const run = bytes.subarray(at, at + Math.max(width, TELLING_BYTES));
  return run.length >= TELLING_BYTES && run.every((one) => one === byte);
}

/** As the type's own array. An oracle's doubles and plain arrays are rounded once, as a perfect kernel would. */
function inRangeOf(
  type: Scalar,
  given: ArrayLike<number | bigint | boolean>,
  n: number,
): ArrayLike<number | bigint> {
  const { array: Typed } = SCALARS[type];
  if (given instanceof Typed) return given;
  const values = new Typed(n);
  const big = values instanceof BigInt64Array || values instanceof BigUint64Array;
  for (let i = 0; i < n; i++) {
    const value = given[i] as number | bigint | boolean;
    values[i] = (big ? BigInt(value) : Number(value)) as never;
  }
  return values;
}

const show = (type: Scalar, value: unknown): string =>
  typeof value === "number" && isFloat(type)
    ? Object.is(value, -0)
      ? "-0"
      : String(type === "f32" ? Number(value.toPrecision(9)) : value)
    : String(value);
