import type { StructType } from "../model/kernel.js";
import type { SCALARS, Scalar } from "../model/scalar.js";

/**
 * What declared functions (costs, oracles, comparisons) are given: memory decoded to JavaScript, exactly
 * typed.
 */

type ArrayOf<S> = S extends Scalar ? InstanceType<(typeof SCALARS)[S]["array"]> : never;

/**
 * A scalar is a number (`bool` a boolean), a buffer of scalars its typed array (of length 1 behind a pointer
 * to one), a pointer to one struct an object, a buffer of structs an object with one typed array per field.
 */
export type DecodedOf<T> = T extends "bool"
  ? boolean
  : T extends Scalar
    ? number
    : T extends { readonly of: infer Of; readonly dims: infer Dims }
      ? Of extends StructType<string, infer Fields>
        ? {
            readonly [K in keyof Fields]: Dims extends readonly []
              ? DecodedOf<Fields[K]>
              : ArrayOf<Fields[K]>;
          }
        : ArrayOf<Of>
      : never;

/** All arguments of the kernel and of `state.create` by name; an output holds nothing meaningful yet. */
export type Inputs<Args, Create> = {
  readonly [K in keyof Args | keyof Create]: DecodedOf<
    K extends keyof Args ? Args[K] : K extends keyof Create ? Create[K] : never
  >;
};

/** Arguments as a kernel leaves them, and what it returned. */
export type Outcome<Args, Returns> = { readonly [K in keyof Args]: DecodedOf<Args[K]> } & ReturnsKey<
  Returns,
  DecodedOf<Returns>
>;

/** `{ returns: V }` for a kernel that returns something, else nothing. */
export type ReturnsKey<Returns, V> = [Returns] extends [never] ? unknown : { readonly returns: V };

type Number = number | bigint | boolean;

/**
 * What a reference may give for one argument: numbers of any precision; fields left out are those of the
 * input.
 */
export type ReferenceOf<T> = T extends Scalar
  ? Number
  : T extends { readonly of: infer Of; readonly dims: infer Dims }
    ? Of extends StructType<string, infer Fields>
      ? {
          readonly [K in keyof Fields]?: Dims extends readonly []
            ? ReferenceOf<Fields[K]>
            : ArrayLike<Number>;
        }
      : ArrayLike<Number> | (Dims extends readonly [] ? Number : never)
    : never;
