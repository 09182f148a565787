import {
  type ArgumentType,
  type BufferType,
  type Direction,
  isBuffer,
  isStruct,
  type StructType,
} from "../../model/kernel.js";
import { isFloat, isScalar } from "../../model/scalar.js";
import { type Context, membersOf, problemIn, quoted, type Rule } from "./rule.js";

const isInteger = (type: unknown): boolean => isScalar(type) && !isFloat(type) && type !== "bool";

/** A dimension names an integer beside its buffer, or is a size itself. */
export const dimensionsAreThere: Rule = (declaration, context) =>
  membersOf(declaration).flatMap(({ path, type, siblings }) => {
    if (!isBuffer(type)) return [];
    const integers = Object.keys(siblings).filter((name) => isInteger(siblings[name]));
    return type.dims
      .filter((dimension) =>
        typeof dimension === "string"
          ? !integers.includes(dimension)
          : typeof dimension === "number" && !(Number.isSafeInteger(dimension) && dimension >= 0),
      )
      .map((dimension) =>
        problemIn(
          context,
          "BAD_DIMENSION",
          `The dimension ${JSON.stringify(dimension)} of ${path} is no integer scalar beside it.`,
          `Name one of ${quoted(integers) || "(there is none)"}, or give a whole number or a function.`,
        ),
      );
  });

/** Of one element or many. */
type BufferOfStructs = BufferType<Direction, StructType>;

const isOfStructs = (type: ArgumentType): type is BufferOfStructs => isBuffer(type) && isStruct(type.of);

const hasBuffers = ({ of }: BufferOfStructs): boolean => Object.values(of.fields).some(isBuffer);

/** A buffer of structs is filled column by column: nothing in it may point elsewhere. */
export const pointersAreSingle: Rule = (declaration, context) =>
  membersOf(declaration).flatMap(({ path, type }) =>
    isOfStructs(type) && type.dims.length > 0 && path !== "returns" && hasBuffers(type)
      ? [
          problemIn(
            context,
            "BAD_STRUCT",
            `${path} is a buffer of structs "${type.of.name}" that have buffers in them.`,
            "Pass such a struct by pointer to one (no dimensions), or make its buffers arguments.",
          ),
        ]
      : [],
  );

/** What a kernel returns is copied out as it lies there: pointers in it lead to memory that nothing describes. */
export const returnsAreFlat: Rule = ({ kernel: { returns } }, context) =>
  returns !== undefined && isOfStructs(returns) && hasBuffers(returns)
    ? [
        problemIn(
          context,
          "BAD_STRUCT",
          `The kernel returns structs "${returns.of.name}" that have buffers in them.`,
          "Make such a struct an argument that the kernel writes (output, with no dimensions).",
        ),
      ]
    : [];

const definitionOf = (struct: StructType): string =>
  JSON.stringify(struct, (_, value) => (typeof value === "function" ? String(value) : value));

/** One header declares each struct once, and C has no empty ones. */
export const structsAgree: Rule = (declaration, context) => {
  const known = new Map<string, string>();
  const bad = new Map<string, string>();
  for (const { type } of membersOf(declaration)) {
    if (!isOfStructs(type)) continue;
    const struct = type.of;
    const definition = definitionOf(struct);
    if (Object.keys(struct.fields).length === 0) bad.set(struct.name, "has no fields");
    if ((known.get(struct.name) ?? definition) !== definition)
      bad.set(struct.name, "is declared in two ways");
    known.set(struct.name, definition);
  }
  return [...bad].map(([name, what]) =>
    problemIn(
      context,
      "BAD_STRUCT",
      `The struct "${name}" ${what}.`,
      "Declare it once with its fields in C order.",
    ),
  );
};

const stateProblem = (context: Context, message: string, mend: string) =>
  problemIn(context, "BAD_STATE", message, mend);

/** What `create` is given belongs to the harness, outlives the state and does not change. */
export const stateOnlyReads: Rule = ({ state }, context) =>
  Object.entries(state?.create.args ?? {})
    .filter(([, type]) => isBuffer(type) && type.direction !== "in")
    .map(([name]) =>
      stateProblem(
        context,
        `The argument "${name}" of ${state?.create.name} is no input.`,
        "Declare it with input(…).",
      ),
    );
