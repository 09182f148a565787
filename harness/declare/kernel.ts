import type { BufferType, Direction, StructType } from "../model/kernel.js";
import type { Scalar } from "../model/scalar.js";

/** Constructors of the C types a kernel's signature is made of. */

// biome-ignore lint/suspicious/noExplicitAny: the struct's own fields are inferred; this only bounds them
type Element = Scalar | StructType<string, any>;
// biome-ignore lint/suspicious/noExplicitAny: the siblings are known only where the buffer is used
type DeclaredDimension = string | number | ((siblings: any) => number);
type IntegerScalar = Exclude<Scalar, "f32" | "f64" | "bool">;

/** A buffer that remembers its dimensions, so that the compiler can look for them among its siblings. */
export interface DeclaredBuffer<
  D extends Direction,
  Of extends Element,
  Dims extends readonly DeclaredDimension[],
> extends BufferType<D, Of> {
  readonly dims: Dims;
}

/** What `args` and `fields` are made of. */
export type Declared = Scalar | DeclaredBuffer<Direction, Element, readonly DeclaredDimension[]>;
export type DeclaredMembers = Readonly<Record<string, Declared>>;

type IntegerNames<Members> = {
  [K in keyof Members]: Members[K] extends IntegerScalar ? K : never;
}[keyof Members];

type NamesIn<Dimension> = Dimension extends string
  ? Dimension
  : Dimension extends (siblings: infer Siblings) => number
    ? 0 extends 1 & Siblings // `any`: a function that does not say what it reads
      ? never
      : keyof Siblings
    : never;

type Misnamed<T, Members> = T extends { readonly dims: readonly (infer Dimension)[] }
  ? Exclude<NamesIn<Dimension>, IntegerNames<Members>> & string
  : never;

/** The error of one buffer against the members beside it; `unknown` when its dimensions are all there. */
export type CheckedBuffer<T, Members> = [Misnamed<T, Members>] extends [never]
  ? unknown
  : { readonly dims: `no integer scalar named "${Misnamed<T, Members>}" beside this buffer` };

export type CheckedMembers<Members> = { readonly [K in keyof Members]: CheckedBuffer<Members[K], Members> };

/**
 * A C struct with natural alignment. `name` and the fields are C identifiers; a field is a scalar or a buffer
 * whose dimensions name sibling fields. A struct with buffer fields is passed by pointer to one:
 * `inout(candidates)`.
 */
export const struct = <const Name extends string, const Fields extends DeclaredMembers>(
  name: Name,
  fields: Fields & CheckedMembers<Fields>,
): StructType<Name, Fields> => ({ kind: "struct", name, fields });

const buffer =
  <D extends Direction>(direction: D) =>
  <const Of extends Element, const Dims extends readonly DeclaredDimension[]>(
    of: Of,
    ...dims: Dims
  ): DeclaredBuffer<D, Of, Dims> => ({ kind: "buffer", direction, of, dims });

/**
 * `const T *`: the kernel reads it. Each dimension is the name of an integer scalar beside the buffer, a
 * literal, or a small function of its siblings; the element count is their product. Without dimensions: a
 * pointer to one.
 */
export const input = buffer("in");

/** `T *` that the kernel writes and does not read; dimensions as in `input`. Needs no value in a workload. */
export const output = buffer("out");

/** `T *` that the kernel reads and changes; dimensions as in `input`. */
export const inout = buffer("inout");
