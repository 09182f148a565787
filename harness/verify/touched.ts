import type { Layout } from "../model/layout.js";
import { SCALARS } from "../model/scalar.js";
import type { DecodedArguments } from "../model/value.js";
import { columnsOf } from "../support/codec.js";
import type { Reference } from "./judge.js";
import { memberOf } from "./reference.js";

/** Bytes of the kernel's own arguments. */
export interface Touched {
  /** Of those that hold anything before the call. */
  readonly readable: number;
  /** Elements that come out changed, and outputs. */
  readonly written: number;
}

/** What a right answer to an instance needs of its arguments. */
export function touchedBy(
  { inputs, expected }: Pick<Reference, "inputs" | "expected">,
  { segments }: Layout,
): Touched {
  let readable = 0;
  let written = 0;
  for (const segment of segments) {
    const { path, direction, ofState, bytes } = segment;
    if (ofState) continue;
    if (direction !== "out") readable += bytes;
    if (direction === "in") continue;
    for (const { field, type } of columnsOf(segment)) {
      const column = field === undefined ? path : `${path}.${field}`;
      const after = elements(expected, column);
      const before = direction === "out" ? [] : elements(inputs, column);
      written += SCALARS[type].bytes * changes(before, after);
    }
  }
  return { readable, written };
}

/** A single element is decoded as itself. */
function elements(decoded: DecodedArguments, path: string): ArrayLike<unknown> {
  const found = path.split(".").reduce<unknown>(memberOf, decoded);
  return typeof found === "object" ? (found as ArrayLike<unknown>) : [found];
}

function changes(before: ArrayLike<unknown>, after: ArrayLike<unknown>): number {
  let count = 0;
  // An oracle function may give a number where memory holds a bigint.
  for (let i = 0; i < after.length; i++) if (!Object.is(Number(before[i]), Number(after[i]))) count++;
  return count;
}
