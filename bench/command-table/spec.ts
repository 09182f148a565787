import type { NumberRule } from "../number.js";

export interface OptionSpec {
  /**
   * flag: present or not · text: one value · list: repeatable · number: one number that obeys `rule` ·
   * choice: one of `of` · choices: some of `of`, separated by commas.
   */
  readonly kind: "flag" | "text" | "list" | "number" | "choice" | "choices";
  readonly describe: string;
  readonly rule?: NumberRule;
  readonly of?: readonly string[];
  /** What a text or each of a list is: `the name of a variant`. */
  readonly value?: string;
}

/** What an option takes, in words. */
export function takes({ kind, rule, of = [], value = "a value" }: OptionSpec): string {
  if (rule !== undefined) return rule.allowed;
  if (kind === "choices") return `${of.join(" or ")}, or several: ${of.join(",")}`;
  return kind === "choice" ? of.join(" or ") : value;
}

export interface CommandSpec {
  readonly describe: string;
  /** A `list` positional takes any number of words and comes last; a `text` one is required, and one of `of`. */
  readonly positionals: {
    readonly [name: string]: {
      readonly kind: "list" | "text";
      readonly describe: string;
      readonly of?: readonly string[];
      /** Of a `list`: at least one word. Default: none means all. */
      readonly required?: true;
    };
  };
  readonly options: { readonly [name: string]: OptionSpec };
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  readonly epilogue?: string;
  /** False: takes neither `--root` nor `--json`. Default true. */
  readonly common?: boolean;
  /** Fields of the command's JSON document that are there, empty, when it failed before it had a report. */
  readonly blank: { readonly [field: string]: readonly never[] };
}
