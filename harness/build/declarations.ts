import {
  type Arguments,
  type ArgumentType,
  type BufferType,
  isBuffer,
  isStruct,
  type Signature,
  type StructType,
} from "../model/kernel.js";
import { SCALARS, type Scalar } from "../model/scalar.js";

/** C spellings of a signature, shared by the generated header and driver. */

export function cType(type: ArgumentType): string {
  if (!isBuffer(type)) return SCALARS[type].c;
  const element = isStruct(type.of) ? type.of.name : SCALARS[type.of as Scalar].c;
  return `${type.direction === "in" ? "const " : ""}${element} *`;
}

/** `float t`, `const float *x`: the space belongs to the type or to the star, never to both. */
export function cDeclaration(type: ArgumentType, name: string): string {
  const spelled = cType(type);
  return spelled.endsWith("*") ? `${spelled}${name}` : `${spelled} ${name}`;
}

export const cParameters = (args: Arguments): string[] =>
  Object.entries(args).map(([name, type]) => cDeclaration(type, name));

export const resultType = (signature: Signature): string => {
  const { returns } = signature.kernel;
  if (returns === undefined) return "void";
  // A returned buffer belongs to the variant: the caller reads it, whatever direction was written.
  return isBuffer(returns) ? cType({ ...returns, direction: "in" } as BufferType) : cType(returns);
};

/** Every struct that the signature mentions, each after those that it contains. */
export function structsOf(signature: Signature): StructType[] {
  const found: StructType[] = [];
  const visit = (type: ArgumentType) => {
    if (!isBuffer(type) || !isStruct(type.of)) return;
    const struct = type.of as StructType;
    if (found.some((s) => s.name === struct.name)) return;
    for (const field of Object.values(struct.fields)) visit(field);
    found.push(struct);
  };
  const { kernel, state } = signature;
  for (const type of Object.values({ ...kernel.args, ...state?.create.args })) visit(type);
  if (kernel.returns !== undefined) visit(kernel.returns);
  return found;
}
