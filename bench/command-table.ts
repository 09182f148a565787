import { IN_CI } from "./command-table/ci.js";
import { ELSEWHERE } from "./command-table/elsewhere.js";
import { INTERCHANGE } from "./command-table/interchange.js";
import type { CommandSpec } from "./command-table/spec.js";
import { OF_TARGETS } from "./command-table/targets.js";
import { UPKEEP } from "./command-table/upkeep.js";

/** What every command accepts, as data: `bench --help` needs this table and nothing else of the command line. */

/** Accepted by every command. */
export const COMMON = {
  root: {
    kind: "text",
    value: "the folder of a project",
    describe: "The project to work on; default: the nearest folder upward that has targets/",
  },
  json: { kind: "flag", describe: "Print one JSON document to stdout, everything for people to stderr" },
} as const satisfies CommandSpec["options"];

/** In the order of the help. */
export const COMMANDS = {
  ...OF_TARGETS,
  ...IN_CI,
  ...INTERCHANGE,
  ...ELSEWHERE,
  ...UPKEEP,
} as const satisfies {
  readonly [command: string]: CommandSpec;
};

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

type ValueOf<Option> = Option extends { readonly kind: "choice"; readonly of: readonly (infer Choice)[] }
  ? Choice | undefined
  : Option extends { readonly of: readonly (infer Choice)[] }
    ? readonly Choice[]
    : Option extends { readonly kind: "flag" }
      ? boolean
      : Option extends { readonly kind: "list" }
        ? readonly string[]
        : Option extends { readonly kind: "number" }
          ? number | undefined
          : string | undefined;

type Positionals<N extends CommandName> = (typeof COMMANDS)[N]["positionals"];
type Options<N extends CommandName> = (typeof COMMANDS)[N]["options"] & typeof COMMON;

/** What was given to a command: a value per option and positional, numbers already checked. */
export type Values<N extends CommandName> = {
  readonly [K in keyof Options<N>]: ValueOf<Options<N>[K]>;
} & {
  readonly [K in keyof Positionals<N>]: Positionals<N>[K] extends { readonly kind: "list" }
    ? readonly string[]
    : string;
};
