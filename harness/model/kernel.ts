import type { Scalar } from "./scalar.js";

/** The C ABI of a target: what its declaration says about types, before any value exists. */

export type Direction = "in" | "out" | "inout";

/** Values of the scalars beside a buffer (arguments of the call, or fields of the struct), by name. */
type Siblings = Readonly<Record<string, number>>;

/** The name of a sibling scalar, a literal, or a small pure function of the siblings. */
export type Dimension = string | number | ((siblings: Siblings) => number);

export interface StructType<
  Name extends string = string,
  Fields extends Record<string, FieldType> = Record<string, FieldType>,
> {
  readonly kind: "struct";
  readonly name: Name;
  readonly fields: Fields;
}

/** A pointer argument or field. Without dimensions it points to exactly one element. */
export interface BufferType<
  D extends Direction = Direction,
  // `any` breaks the circularity struct → field → buffer → struct for inference; declared structs are still exact.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  Of extends Scalar | StructType<string, any> = Scalar | StructType<string, any>,
> {
  readonly kind: "buffer";
  readonly direction: D;
  readonly of: Of;
  readonly dims: readonly Dimension[];
}

export type FieldType = Scalar | BufferType;
export type ArgumentType = Scalar | BufferType;
export type Arguments = Readonly<Record<string, ArgumentType>>;

interface Kernel {
  /** Exported C symbol. */
  readonly name: string;
  /** In C order. */
  readonly args: Arguments;
  /** Absent: `void`. A buffer form: the kernel returns a pointer to that many elements of its own. */
  readonly returns?: ArgumentType;
}

/** An opaque pointer made by the variant outside the timed region and passed to the kernel first. */
interface State {
  readonly create: { readonly name: string; readonly args: Arguments };
  /** Symbol of `void destroy(void*)`. */
  readonly destroy: string;
}

/** Everything that decides the generated header and driver. */
export interface Signature {
  readonly kernel: Kernel;
  readonly state?: State | undefined;
  /** Symbol of an untimed hook with the kernel's own parameters, called before each sample. */
  readonly before?: string | undefined;
}

export const isBuffer = (type: ArgumentType | FieldType): type is BufferType => typeof type === "object";
export const isStruct = (type: unknown): type is StructType =>
  typeof type === "object" && type !== null && (type as { kind?: unknown }).kind === "struct";
