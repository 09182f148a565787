import type { StructType } from "../model/kernel.js";
import type { Scalar } from "../model/scalar.js";
import type { Limits } from "../model/target.js";
import type { Column, Fill, FillFunction } from "../model/value.js";

/** What a workload has to say, derived from the signature. */

type Literal<S> = S extends "bool" ? boolean : S extends "i64" | "u64" | "usize" ? number | bigint : number;
type ScalarValue<S> = Literal<S> | Fill | FillFunction;

/**
 * A scalar's literal or fill, a column of a buffer, one column per field of a buffer of structs, or a
 * struct's fields.
 */
type ValueOf<T> = T extends Scalar
  ? ScalarValue<T>
  : T extends { readonly of: infer Of; readonly dims: infer Dims }
    ? Of extends StructType<string, infer Fields>
      ? Dims extends readonly []
        ? ValuesOf<Fields>
        : { readonly [K in keyof Fields]: Column }
      : Dims extends readonly []
        ? ScalarValue<Of>
        : Column
    : never;

/** An output starts undefined: only what sizes the buffers behind it is ever needed. */
type StartOf<T> = T extends { readonly of: StructType<string, infer Fields>; readonly dims: readonly [] }
  ? Partial<ValuesOf<Fields>>
  : ValueOf<T>;

type Output = { readonly direction: "out" };

type ValuesOf<Members> = {
  readonly [K in keyof Members as Members[K] extends Output ? never : K]: ValueOf<Members[K]>;
} & { readonly [K in keyof Members as Members[K] extends Output ? K : never]?: StartOf<Members[K]> };

/** How a target is run; a workload may override each. */
export interface RunOptions {
  /**
   * Default: margin 0.01 (1 %), trials 5 (and never fewer), budget 2 (s of native time per case), timeout 60
   * (s).
   */
  readonly limits?: Partial<Limits>;
  /** CPUs the kernel may use. Default 1. */
  readonly threads?: number;
  /**
   * Bytes, a power of two up to 4096: buffers lie at such an address, and while verifying at no rounder one.
   * Default 64.
   */
  readonly align?: number;
  /** Whether an operation finds its data in the caches. Default `"warm"`. */
  readonly cache?: "warm" | "cold";
}

/**
 * Values of all arguments but outputs, of the kernel and of `state.create`, and what this workload overrides.
 */
export type WorkloadForm<Args, Create> = ValuesOf<Args> &
  ValuesOf<Create> &
  RunOptions & {
    /** Instance i is drawn with `seed + i`. Default 42. */
    readonly seed?: number;
  };
