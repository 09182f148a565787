import { type Arguments, type ArgumentType, isBuffer, isStruct } from "../../model/kernel.js";
import type { Verify } from "../../model/tolerance.js";
import { problemIn, quoted, type Rule } from "./rule.js";

const isLeaf = (verify: Verify): boolean =>
  typeof verify === "function" || typeof (verify as { tolerance?: unknown }).tolerance === "string";

/** Paths in `verify` that lead to nothing a kernel can change, with what could have been meant. */
function strayPaths(verify: Verify, parts: Arguments, prefix: string): { path: string; known: string[] }[] {
  if (isLeaf(verify)) return [];
  return Object.entries(verify as { readonly [part: string]: Verify }).flatMap(([name, node]) => {
    const type = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (type === undefined)
      return [{ path: prefix + name, known: Object.keys(parts).map((part) => prefix + part) }];
    if (isLeaf(node)) return [];
    const inner = isBuffer(type) && isStruct(type.of) ? changeable(type.of.fields) : {};
    return strayPaths(node, inner, `${prefix}${name}.`);
  });
}

const changeable = (members: Arguments): Arguments =>
  Object.fromEntries(
    Object.entries(members).filter(([, type]) => !isBuffer(type) || type.direction !== "in"),
  );

/** `verify`, of the target and of each variant, mirrors the arguments that the kernel changes. */
export const verifyMirrorsSignature: Rule = ({ kernel, verify, variants }, context) => {
  const buffers = Object.entries(changeable(kernel.args)).filter(([, type]) => isBuffer(type));
  const parts: Record<string, ArgumentType> = Object.fromEntries(buffers);
  if (kernel.returns !== undefined) parts.returns = kernel.returns;
  const all = [
    ["verify", verify] as const,
    ...Object.entries(variants).map(
      ([name, variant]) =>
        [`variants.${name}.verify`, typeof variant === "string" ? undefined : variant.verify] as const,
    ),
  ];
  return all.flatMap(([place, declared]) =>
    declared === undefined
      ? []
      : strayPaths(declared, parts, "").map(({ path, known }) =>
          problemIn(
            context,
            "BAD_VERIFY",
            `${place} names ${path}, which is nothing that ${kernel.name} changes.`,
            known.length > 0 ? `Name one of ${quoted(known)}.` : "Give a tolerance or a function here.",
          ),
        ),
  );
};
