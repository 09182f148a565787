import { type Arguments, type ArgumentType, isBuffer, isStruct } from "../../model/kernel.js";
import { isFloat, isScalar, SCALARS, type Scalar } from "../../model/scalar.js";
import { WORKLOAD_OPTIONS } from "../shape.js";
import { generatorFaults, isGenerator } from "./generators.js";
import { problemIn, type Rule } from "./rule.js";

/** Code and message of one fault in a workload's values. */
export type Fault = readonly [code: string, message: string];

const FILLS = ["normal", "uniform", "iota", "constant", "choice"];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

const isFill = (value: unknown): boolean => isObject(value) && FILLS.includes(value.fill as string);

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function fits(type: Scalar, value: unknown): boolean {
  if (type === "bool") return typeof value === "boolean" || value === 0 || value === 1;
  if (isFloat(type)) return typeof value === "number";
  if (typeof value === "number" ? !Number.isInteger(value) : typeof value !== "bigint") return false;
  const bits = BigInt(8 * SCALARS[type].bytes);
  const [low, high] = type.startsWith("i") ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n)] : [0n, 2n ** bits];
  const exactly = BigInt(value as number | bigint);
  return exactly >= low && exactly < high;
}

function columnFaults(type: Scalar, value: unknown, path: string, single: boolean): Fault[] {
  if (isGenerator(value)) {
    return generatorFaults(type, value, path, (alternative, at) =>
      columnFaults(type, alternative, at, single),
    );
  }
  if (typeof value === "function" || isFill(value) || fits(type, value)) return [];
  if (!single && isList(value)) {
    // A typed array of the column's own kind fits by construction.
    const at =
      value instanceof SCALARS[type].array ? -1 : Array.from(value).findIndex((item) => !fits(type, item));
    return at < 0 ? [] : [["VALUE_INVALID", `${path}[${at}] is ${show(value[at])}, which is no ${type}`]];
  }
  const forms = single ? "a literal, a fill or a function" : "a literal, a list, a fill or a function";
  return [["VALUE_INVALID", `${path} is ${show(value)}; a ${type} takes ${forms}`]];
}

const show = (value: unknown): string =>
  isObject(value)
    ? "an object"
    : isList(value)
      ? "a list"
      : typeof value === "string"
        ? `"${value}"`
        : String(value);

function valueFaults(type: ArgumentType, value: unknown, path: string): Fault[] {
  if (isScalar(type)) return columnFaults(type, value, path, true);
  const single = type.dims.length === 0;
  if (!isStruct(type.of)) return columnFaults(type.of as Scalar, value, path, single);
  if (!isObject(value) || isFill(value) || isGenerator(value)) {
    return [["VALUE_INVALID", `${path} is ${show(value)}; it takes one value per field of ${type.of.name}`]];
  }
  if (single) return memberFaults(type.of.fields, value, `${path}.`, type.direction === "out");
  return Object.keys({ ...type.of.fields, ...value }).flatMap((name) => {
    const field = (type.of as { fields: Arguments }).fields[name];
    if (field === undefined) return [["VALUE_UNKNOWN", `${path} has no field "${name}"`]];
    if (value[name] === undefined) return [["VALUE_MISSING", `${path}.${name} has no value`]];
    return isScalar(field) ? columnFaults(field, value[name], `${path}.${name}`, false) : [];
  });
}

/** `undefinedStart`: the members begin undefined, so that only sizes need a value. */
function memberFaults(
  members: Arguments,
  values: Readonly<Record<string, unknown>>,
  prefix: string,
  undefinedStart: boolean,
): Fault[] {
  const sizes = new Set(Object.values(members).flatMap((type) => (isBuffer(type) ? type.dims : [])));
  const faults = Object.entries(members).flatMap(([name, type]): Fault[] => {
    const value = values[name];
    if (value !== undefined) {
      return sizes.has(name) && (typeof value === "number" || typeof value === "bigint") && value < 0
        ? [["VALUE_INVALID", `${prefix}${name} is ${value}, and it is the size of a buffer`]]
        : valueFaults(type, value, prefix + name);
    }
    if (isBuffer(type) && type.direction === "out") {
      const needed =
        type.dims.length === 0 && isStruct(type.of) && Object.values(type.of.fields).some(isBuffer);
      return needed
        ? memberFaults((type.of as { fields: Arguments }).fields, {}, `${prefix}${name}.`, true)
        : [];
    }
    return undefinedStart && !sizes.has(name) ? [] : [["VALUE_MISSING", `${prefix}${name} has no value`]];
  });
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(members, name));
  return [
    ...faults,
    ...unknown.map((name): Fault => ["VALUE_UNKNOWN", `there is nothing called ${prefix}${name}`]),
  ];
}

const MENDS: Readonly<Record<string, string>> = {
  VALUE_MISSING: "Give every argument of the kernel and of state.create a value; outputs need none.",
  VALUE_UNKNOWN: "Take it out, or declare the argument or field.",
  VALUE_INVALID: "Write a value of that type, or a fill such as normal(0, 1).",
};

/** Arguments called like an option are another rule's business. */
const withoutOptions = <T>(members: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !WORKLOAD_OPTIONS.includes(name)));

/** A workload says everything that instances are drawn from, and nothing else. */
export const valuesMatchSignature: Rule = ({ kernel, state, workloads, fuzz }, context) => {
  const members = withoutOptions({ ...kernel.args, ...state?.create.args });
  const told = (who: string, faults: readonly Fault[]) =>
    faults.map(([code, message]) => problemIn(context, code, `${who}: ${message}.`, MENDS[code] as string));
  const ofWorkloads = Object.entries(workloads).flatMap(([name, declared]) => {
    const values = withoutOptions(declared);
    return told(`Workload ${name}`, [...memberFaults(members, values, "", false), ...drawn(values, "")]);
  });
  const { when: _, ...values } = fuzz ?? {};
  return fuzz ? [...ofWorkloads, ...told("fuzz", memberFaults(members, values, "", false))] : ofWorkloads;
};

/** A workload is the same in every run but for the seed: generators belong to `fuzz`. */
const drawn = (values: Readonly<Record<string, unknown>>, prefix: string): Fault[] =>
  Object.entries(values).flatMap(([name, value]) =>
    isGenerator(value)
      ? [["VALUE_INVALID", `${prefix}${name} is ${value.generator}(…), which only fuzz may say`]]
      : isObject(value)
        ? drawn(value, `${prefix}${name}.`)
        : [],
  );

export const hasWorkload: Rule = ({ workloads }, context) =>
  Object.keys(workloads).length > 0
    ? []
    : [
        problemIn(
          context,
          "VALUE_MISSING",
          "There is no workload.",
          "Declare at least one, with values for all inputs.",
        ),
      ];
