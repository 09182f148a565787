import type { FuzzColumn, Generator } from "../../model/fuzz.js";
import { isFloat, type Scalar } from "../../model/scalar.js";
import type { Random } from "../../model/value.js";
import { isFill } from "../values.js";

/** What generators draw: ordinary values, and more often than chance has it the ones that code forgets. */

/** One value of a column, as a declaration may write it. */
export type Element = number | bigint | boolean;
/** What is drawn from in the end: `oneOf` has been decided. */
export type Simple = Exclude<FuzzColumn, Extract<Generator, { generator: "oneOf" }>>;
type Drawn = Exclude<Generator, { generator: "oneOf" }>;

export const isGenerator = <T>(value: T): value is Extract<T, Generator> =>
  typeof value === "object" && value !== null && "generator" in value;

/** Elements of vector registers and of loops over them: a tail begins right behind, and is longest right before. */
const VECTOR_WIDTHS = [4, 8, 16, 32, 64];
/** Share of draws of one scalar that are edges. */
const EDGES = 0.5;
/** Shares of edges in columns. */
const MIXTURES = [0, 0.1, 0.5];
/** Stands for an infinite bound where a finite one is needed. */
const WIDE = 1e6;

/** Value of the range nearest to 0. */
const nearestToZero = (low: number, high: number): number => Math.min(Math.max(0, low), high);

/** The type's own rounding must not leave the range. */
function within(type: Scalar, low: number, high: number, x: number): number {
  const clamped = Math.min(Math.max(x, low), high);
  const value = type === "f32" ? Math.fround(clamped) : clamped;
  if (value >= low && value <= high) return value;
  const step = Math.abs(value) * 2 ** -23 + 2 ** -149;
  return Math.fround(value < low ? value + step : value - step);
}

function integerEdges(low: number, high: number): number[] {
  const widths = VECTOR_WIDTHS.flatMap((width) => [width - 1, width, width + 1]);
  const edges = [0, 1, 2, -1, low, low + 1, high - 1, high, ...widths];
  return [...new Set(edges)].filter((x) => x >= low && x <= high);
}

/** Denormals are those of the column's own type: the smallest, and the largest. */
const denormalsOf = (type: Scalar): number[] =>
  type === "f32" ? [2 ** -149, 2 ** -126 - 2 ** -149] : [2 ** -1074, 2 ** -1022 - 2 ** -1074];

function realEdges(type: Scalar, low: number, high: number): number[] {
  const tiny = denormalsOf(type).flatMap((x) => [x, -x]);
  const edges = [0, 1, -1, low, high, 0.5, 2, ...tiny].filter((x) => x >= low && x <= high);
  return low < 0 && high >= 0 ? [...edges, -0] : edges;
}

const oneFrom = <T>(random: Random, of: readonly T[]): T => of[random.integer(0, of.length - 1)] as T;

/** Sizes and the like: small ones are as likely as large ones. */
function integer(random: Random, low: number, high: number): number {
  if (random.real() < 0.4) return random.integer(low, high);
  const zero = nearestToZero(low, high);
  const up = random.real() * (high - low) < high - zero;
  const distance = Math.floor(Math.expm1(random.real() * Math.log1p(up ? high - zero : zero - low)));
  return up ? zero + distance : zero - distance;
}

function real(random: Random, type: Scalar, low: number, high: number): number {
  const [from, to] = [Math.max(low, -WIDE), Math.min(high, WIDE)];
  const spread = random.real() < 0.75 ? from + (to - from) * random.real() : Math.exp(4 * random.normal());
  return within(type, Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE), spread);
}

/** One of the few peaks, or one of the many. */
const logit = (random: Random): number => -1 + 2.5 * random.normal() + (random.real() < 0.01 ? 12 : 0);

function logitEdges(type: Scalar, options: Extract<Drawn, { generator: "logits" }>): number[] {
  const { infinities, denormals, nan } = options;
  return [
    ...[0, -0, 1, -1],
    ...(infinities === "none" ? [] : [-Infinity, -Infinity]),
    ...(infinities === "both" ? [Infinity] : []),
    ...(denormals ? denormalsOf(type).flatMap((x) => [x, -x]) : []),
    ...(nan ? [Number.NaN] : []),
  ];
}

interface Source {
  readonly plain: () => number;
  readonly edge: () => number;
}

function sourceOf(generator: Drawn, type: Scalar, random: Random): Source {
  const of = (plain: () => number, edges: readonly number[]): Source => ({
    plain,
    edge: () => oneFrom(random, edges),
  });
  switch (generator.generator) {
    case "integers": {
      const { low, high } = generator;
      return of(() => integer(random, low, high), integerEdges(low, high));
    }
    case "reals": {
      const { low, high } = generator;
      return of(
        () => real(random, type, low, high),
        realEdges(type, low, high).map((x) => within(type, low, high, x)),
      );
    }
    case "logits":
      return of(() => logit(random), logitEdges(type, generator));
  }
}

export function drawScalar(generator: Drawn, type: Scalar, random: Random): number {
  const { plain, edge } = sourceOf(generator, type, random);
  return random.real() < EDGES ? edge() : plain();
}

const ascending = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** `n` values: independent, few distinct ones, all equal, or sorted either way. */
export function drawElements(generator: Drawn, type: Scalar, n: number, random: Random): number[] {
  const { plain, edge } = sourceOf(generator, type, random);
  const mixture = oneFrom(random, MIXTURES);
  const one = () => (random.real() < mixture ? edge() : plain());
  const shape = random.integer(0, 9);
  const distinct = shape < 3 ? Array.from({ length: [1, 2, 4][shape] as number }, one) : null;
  const values = Array.from({ length: n }, distinct ? () => oneFrom(random, distinct) : one);
  if (shape === 3) values.sort(ascending);
  if (shape === 4) values.sort((a, b) => ascending(b, a));
  return values;
}

/** Whether drawn values are kept while an input is simplified, element by element; others follow from the seed. */
export const isKept = (column: Simple): boolean =>
  isGenerator(column) || (isFill(column) && ["normal", "uniform", "choice"].includes(column.fill));

/** The simplest value that a kept column may hold. */
export function simplestOf(column: Simple, type: Scalar): Element {
  if (isGenerator(column)) {
    if (column.generator === "logits") return 0;
    return isFloat(type)
      ? within(type, column.low, column.high, nearestToZero(column.low, column.high))
      : nearestToZero(column.low, column.high);
  }
  if (!isFill(column)) return 0;
  if (column.fill === "choice") return column.of[0] as Element;
  if (column.fill !== "uniform") return 0;
  const [low, high] = isFloat(type)
    ? [column.low, column.high]
    : [Math.ceil(column.low), Math.floor(column.high)];
  return nearestToZero(low, high);
}

/** Simpler values than `x` that the column may hold, the simplest first. */
export function simplerElements(column: Simple, type: Scalar, x: Element): Element[] {
  if (isFill(column) && column.fill === "choice") return column.of.slice(0, column.of.indexOf(x));
  if (typeof x !== "number") return [];
  const bounds =
    (isGenerator(column) && "low" in column) || (isFill(column) && "low" in column) ? column : null;
  const { low, high } = bounds ?? { low: -Infinity, high: Infinity };
  const ranked = [simplestOf(column, type), 1, -1, 2];
  const rank = ranked.findIndex((y) => Object.is(x, y));
  const half = Number.isFinite(x) && Math.abs(x) > 2 ? [Math.trunc(x / 2)] : [];
  const whole = Number.isFinite(x) && !Number.isInteger(x) ? [Math.trunc(x) + 0] : [];
  const candidates = rank < 0 ? [...ranked, ...half, ...whole] : ranked.slice(0, rank);
  return candidates.filter((y) => typeof y !== "number" || (y >= low && y <= high && !Object.is(x, y)));
}
