import {
  type Arguments,
  type ArgumentType,
  isBuffer,
  isStruct,
  type StructType,
} from "../../model/kernel.js";
import type { Problem } from "../../model/problem.js";
import type { Declaration } from "../shape.js";

export interface Context {
  /** Declaration file, relative to the root. */
  readonly file: string;
}

/** One constraint on declarations that have the right shape. */
export type Rule = (declaration: Declaration, context: Context) => Problem[];

/** A named member of the signature: an argument of the kernel or of `create`, or a field of a struct. */
export interface Member {
  readonly name: string;
  readonly type: ArgumentType;
  /** How people find it: `cur`, `cur.data`, `create.n`, `returns`. */
  readonly path: string;
  readonly siblings: Arguments;
  /** Struct that it is a field of. */
  readonly owner?: StructType;
}

/** Every member of the signature, a struct's fields after the buffer that leads to it. */
export function membersOf({ kernel, state }: Declaration): Member[] {
  const members: Member[] = [];
  const visit = (member: Member) => {
    members.push(member);
    const { type } = member;
    if (!isBuffer(type) || !isStruct(type.of)) return;
    const owner = type.of as StructType;
    for (const [name, field] of Object.entries(owner.fields)) {
      visit({ name, type: field, path: `${member.path}.${name}`, siblings: owner.fields, owner });
    }
  };
  const list = (args: Arguments, prefix: string) => {
    for (const [name, type] of Object.entries(args))
      visit({ name, type, path: prefix + name, siblings: args });
  };
  list(kernel.args, "");
  list(state?.create.args ?? {}, "create.");
  if (kernel.returns !== undefined) {
    visit({ name: "returns", type: kernel.returns, path: "returns", siblings: kernel.args });
  }
  return members;
}

export const problemIn = (context: Context, code: string, message: string, mend: string): Problem => ({
  code,
  message,
  where: context.file,
  mend,
});

export const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
