import type { StructType } from "../model/kernel.js";
import type { Scalar } from "../model/scalar.js";
import type { Limits } from "../model/target.js";
import type { Column, Fill, FillFunction } from "../model/value.js";
import type { Inputs } from "./decoded.js";
import type { IntegerGenerator, OneOf, RealGenerator } from "./generators.js";

/** What a workload, and `fuzz`, have to say, derived from the signature. */

/** `In`: whether generators are allowed. */
type Place = "workload" | "fuzz";

type GeneratorOf<S, In extends Place> = In extends "fuzz"
  ? S extends "f32" | "f64"
    ? RealGenerator
    : S extends "bool"
      ? OneOf
      : IntegerGenerator
  : never;

type Literal<S> = S extends "bool" ? boolean : S extends "i64" | "u64" | "usize" ? number | bigint : number;
type ScalarValue<S, In extends Place> = Literal<S> | Fill | FillFunction | GeneratorOf<S, In>;

/**
 * A scalar's literal or fill, a column of a buffer, one column per field of a buffer of structs, or a
 * struct's fields.
 */
type ValueOf<T, In extends Place> = T extends Scalar
  ? ScalarValue<T, In>
  : T extends { readonly of: infer Of; readonly dims: infer Dims }
    ? Of extends StructType<string, infer Fields>
      ? Dims extends readonly []
        ? ValuesOf<Fields, In>
        : { readonly [K in keyof Fields]: Column | GeneratorOf<Fields[K], In> }
      : Dims extends readonly []
        ? ScalarValue<Of, In>
        : Column | GeneratorOf<Of, In>
    : never;

/** An output starts undefined: only what sizes the buffers behind it is ever needed. */
type StartOf<T, In extends Place> = T extends {
  readonly of: StructType<string, infer Fields>;
  readonly dims: readonly [];
}
  ? Partial<ValuesOf<Fields, In>>
  : ValueOf<T, In>;

type Output = { readonly direction: "out" };

type ValuesOf<Members, In extends Place> = {
  readonly [K in keyof Members as Members[K] extends Output ? never : K]: ValueOf<Members[K], In>;
} & { readonly [K in keyof Members as Members[K] extends Output ? K : never]?: StartOf<Members[K], In> };

/** How a target is run; a workload may override each. */
export interface RunOptions {
  /**
   * Default: margin 0.01 (1 %), trials 5 (fresh processes of stage one, never fewer), budget 2 (limit in s on
   * the native time per variant of a case, warm-up and both stages included), timeout 60 (s).
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
export type WorkloadForm<Args, Create> = ValuesOf<Args, "workload"> &
  ValuesOf<Create, "workload"> &
  RunOptions & {
    /** Instance i is drawn with `seed + i`. Default 42. */
    readonly seed?: number;
  };

/** The same values, with generators where inputs are to differ. */
export type FuzzForm<Args, Create> = ValuesOf<Args, "fuzz"> &
  ValuesOf<Create, "fuzz"> & {
    /** Constraints between the values: inputs for which it is false are drawn again. */
    readonly when?: (inputs: Inputs<Args, Create>) => boolean;
  };
