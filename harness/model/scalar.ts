/** The scalar types of a kernel's C signature, and how each lies in memory and in JavaScript. */

export const SCALARS = {
  i8: { bytes: 1, c: "int8_t", array: Int8Array },
  i16: { bytes: 2, c: "int16_t", array: Int16Array },
  i32: { bytes: 4, c: "int32_t", array: Int32Array },
  i64: { bytes: 8, c: "int64_t", array: BigInt64Array },
  u8: { bytes: 1, c: "uint8_t", array: Uint8Array },
  u16: { bytes: 2, c: "uint16_t", array: Uint16Array },
  u32: { bytes: 4, c: "uint32_t", array: Uint32Array },
  u64: { bytes: 8, c: "uint64_t", array: BigUint64Array },
  f32: { bytes: 4, c: "float", array: Float32Array },
  f64: { bytes: 8, c: "double", array: Float64Array },
  usize: { bytes: 8, c: "size_t", array: BigUint64Array },
  bool: { bytes: 1, c: "bool", array: Uint8Array },
} as const;

export type Scalar = keyof typeof SCALARS;

/** What a column of `T` decodes to: 64-bit integers stay exact as bigint arrays, `bool` is 0 or 1 bytes. */
export type TypedArray = InstanceType<(typeof SCALARS)[Scalar]["array"]>;

export const isScalar = (type: unknown): type is Scalar =>
  typeof type === "string" && Object.hasOwn(SCALARS, type);

export const isFloat = (type: Scalar): type is "f32" | "f64" => type === "f32" || type === "f64";

export const is64BitInteger = (type: Scalar): type is "i64" | "u64" | "usize" =>
  type === "i64" || type === "u64" || type === "usize";
