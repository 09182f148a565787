import type { TypedArray } from "./scalar.js";

/** Values as declarations write them, and as decoded from memory. */

/** Seeded uniform randomness handed to user fills. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  real(): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** Standard normal deviate. */
  normal(): number;
}

export interface FillContext {
  /** Number of elements to fill (1 for a scalar). */
  readonly n: number;
  readonly random: Random;
  /** Index of the instance being filled: 0 is the one that the workload's `seed` itself draws. */
  readonly instance: number;
}

export type FillFunction = (context: FillContext) => ArrayLike<number | bigint | boolean>;

/** How one column of values comes to be; data, so that it can be hashed and printed. */
export type Fill =
  | { readonly fill: "normal"; readonly mean: number; readonly sd: number }
  | { readonly fill: "uniform"; readonly low: number; readonly high: number }
  | { readonly fill: "iota"; readonly start: number; readonly step: number }
  | { readonly fill: "constant"; readonly value: number | bigint | boolean }
  | { readonly fill: "choice"; readonly of: readonly (number | bigint | boolean)[] };

export type Column = number | bigint | boolean | ArrayLike<number | bigint | boolean> | Fill | FillFunction;

/** A workload's value for one argument: a column, or one per field of a struct. */
export type Value = Column | { readonly [field: string]: Value };

/**
 * Decoded memory: a by-value scalar is a number (boolean for `bool`; bigint beyond ±2^53), a buffer of scalars a typed array, a buffer of
 * structs one typed array per field (`{ id: Int32Array, logit: Float32Array }`), a pointer to one struct an object.
 */
export type Decoded = number | bigint | boolean | TypedArray | { readonly [field: string]: Decoded };

/** Decoded arguments by name (kernel arguments and those of `state.create`), plus `returns`. */
export type DecodedArguments = { readonly [argument: string]: Decoded };
