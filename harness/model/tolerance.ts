import type { DecodedArguments } from "./value.js";

/** One element that differs. `where` is a path such as `cur.data[17].logit`. */
export interface Mismatch {
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

// biome-ignore lint/suspicious/noExplicitAny: the decoded shape follows from the declaration, which the user knows
type Shape = any;

/** For set-valued outputs: every mismatch between two results, given the inputs. */
export type Comparison = (
  expected: Shape,
  actual: Shape,
  inputs: DecodedArguments & Record<string, Shape>,
) => Mismatch[];

export type Tolerance =
  | { readonly tolerance: "exact" | "bits" | "any" }
  | { readonly tolerance: "absolute" | "relative"; readonly limit: number }
  | { readonly tolerance: "ulp"; readonly limit: number }
  | { readonly tolerance: "either"; readonly of: readonly Tolerance[] };

/** Mirrors the shape of the arguments; a node left out is `exact`. */
export type Verify = Tolerance | Comparison | { readonly [part: string]: Verify };
