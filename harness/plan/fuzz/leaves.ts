import type { FuzzValue } from "../../model/fuzz.js";
import { type Arguments, isBuffer, isStruct, type Signature } from "../../model/kernel.js";
import { isScalar, type Scalar } from "../../model/scalar.js";
import type { Column, Value } from "../../model/value.js";
import { argumentsOf } from "../../support/layout.js";
import { isColumn } from "../values.js";
import { isGenerator, type Simple } from "./elements.js";

/** The columns that an input is made of, each by itself. */

type Values = { readonly [argument: string]: FuzzValue };

export interface Leaf {
  /** `n`, `cur.size`, `cur.data.logit`. */
  readonly path: string;
  readonly type: Scalar;
  /** Path of the segment that it is a column of; null for one value, which may be a size. */
  readonly segment: string | null;
  /** What it is drawn from, one at a time; the first is the simplest. */
  readonly alternatives: readonly [Simple, ...Simple[]];
}

const isLeaf = (value: FuzzValue): boolean => isGenerator(value) || isColumn(value as Value);

/** Nested `oneOf` is one choice among all. */
const alternativesOf = (value: FuzzValue): Simple[] =>
  isGenerator(value) && value.generator === "oneOf" ? value.of.flatMap(alternativesOf) : [value as Simple];

/** Every column that `values` says something about, in the order of the signature. */
export function leavesOf(signature: Signature, values: Values): Leaf[] {
  const leaves: Leaf[] = [];
  const add = (path: string, type: Scalar, segment: string | null, value: FuzzValue) =>
    leaves.push({ path, type, segment, alternatives: alternativesOf(value) as [Simple, ...Simple[]] });
  const visit = (members: Arguments, valuesOf: Values, prefix: string) => {
    for (const [name, type] of Object.entries(members)) {
      const value = valuesOf[name];
      const path = prefix + name;
      if (value === undefined) continue;
      if (isScalar(type)) add(path, type, null, value);
      else if (!isStruct(type.of)) add(path, type.of as Scalar, type.dims.length > 0 ? path : null, value);
      else if (type.dims.length === 0) visit(type.of.fields, value as Values, `${path}.`);
      else
        for (const [field, of] of Object.entries((type.of as { fields: Arguments }).fields)) {
          const column = (value as Values)[field];
          if (!isBuffer(of) && column !== undefined) add(`${path}.${field}`, of, path, column);
        }
    }
  };
  const all = argumentsOf(signature).map(({ name, type }) => [name, type]);
  visit(Object.fromEntries(all), values, "");
  return leaves;
}

/** The same tree with every leaf replaced. */
export function replaceLeaves(
  values: Values,
  column: (path: string) => Column,
  prefix = "",
): { readonly [argument: string]: Value } {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const path = prefix + name;
      return [name, isLeaf(value) ? column(path) : replaceLeaves(value as Values, column, `${path}.`)];
    }),
  );
}
