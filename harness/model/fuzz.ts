import type { Layout } from "./layout.js";
import type { Column, DecodedArguments } from "./value.js";

/** What inputs a target is fuzzed with: as declared, and as drawn. */

/** How a value, or a whole column of values, is drawn anew for every input; data, so that it can be hashed. */
export type Generator =
  | { readonly generator: "integers"; readonly low: number; readonly high: number }
  | { readonly generator: "reals"; readonly low: number; readonly high: number }
  | {
      readonly generator: "logits";
      readonly infinities: "both" | "negative" | "none";
      readonly denormals: boolean;
      readonly nan: boolean;
    }
  | { readonly generator: "oneOf"; readonly of: readonly FuzzColumn[] };

/** What `fuzz` may say of one column: whatever a workload may, or a generator. */
export type FuzzColumn = Column | Generator;
export type FuzzValue = FuzzColumn | { readonly [field: string]: FuzzValue };

/** A target's `fuzz`, loaded. */
export interface Fuzz {
  /** By argument name, those of `state.create` included. */
  readonly values: { readonly [argument: string]: FuzzValue };
  /** Only inputs for which it holds are legal. */
  readonly when?: ((inputs: DecodedArguments) => boolean) | undefined;
}

/** One drawn input. */
export interface FuzzInput {
  readonly layout: Layout;
  readonly image: Uint8Array;
}

/** In JSON; what that has no number for, such as `NaN`, `-0` and integers beyond ±2^53, is a string. */
export type Plain = number | boolean | string | readonly Plain[] | { readonly [field: string]: Plain };

/** An input that shows a fault, and how to draw it again. */
export interface Example {
  /** The fault shows among so many inputs drawn from that seed. */
  readonly inputs: number;
  readonly seed: number;
  /** The simplest form of it that was found: arguments by name, as in a workload; null: too many elements to list. */
  readonly values: { readonly [argument: string]: Plain } | null;
}

/** A draft on the way to something simpler: where to go on once it has proved to fail, too. */
export interface Step<Draft> {
  readonly draft: Draft;
  readonly cursor: Cursor;
}

/** Position in the enumeration of simpler drafts. */
export interface Cursor {
  readonly task: number;
  readonly from: number;
  /** Whether anything became simpler since the enumeration last began. */
  readonly changed: boolean;
}

/** Where inputs come from. A draft is what is drawn and simplified; an input is what it amounts to. */
export interface InputSource<Draft> {
  /** The same draft for the same seed on every machine. */
  draw(seed: number): Draft;
  /** Simpler drafts, simplest first; `cursor` is absent at the start. */
  simpler(draft: Draft, cursor: Cursor | undefined): Iterable<Step<Draft>>;
  /** Null: the declaration rules it out, or it is too large. Throws Error where the declaration makes no sense. */
  realise(draft: Draft): FuzzInput | null;
  /** Which page is inaccessible while it is tried; the same for all that a draft is simplified to. */
  guard(draft: Draft): "end" | "begin";
}
