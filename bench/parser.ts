import yargs, { type Argv, type Options } from "yargs";
import manifest from "../package.json" with { type: "json" };
import type { CommandSpec, OptionSpec } from "./command-table/spec.js";
import { COMMAND_NAMES, COMMANDS, COMMON, type CommandName, type Values } from "./command-table.js";
import { readNumber } from "./number.js";
import { explain, isCommand, needsValue, noCommand, refused, usageError } from "./usage.js";

/** A command and what was given to it. */
export type Given<N extends CommandName = CommandName> = {
  readonly [K in N]: { readonly command: K; readonly values: Values<K> };
}[N];

type Parsed =
  | { readonly kind: "command"; readonly given: Given }
  /** `--help` and `--version`. */
  | { readonly kind: "text"; readonly text: string }
  /** Nothing was asked for; `text` is the help. */
  | { readonly kind: "nothing"; readonly text: string };

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST_HELP = 110;

/** yargs puts no space between a line that fills its column and the kind that follows; one column is left for it. */
const GLUED = /(\S)(\[(?:value|boolean|repeatable)\])/g;

/** Reads a command line (without node and script); throws USAGE. `width`: columns to wrap help at. */
export function parse(argv: readonly string[], width: number): Parsed {
  const attempt = (words: readonly string[]) => {
    let text = "";
    const chosen: { command?: CommandName } = {};
    const parser = buildParser(width, (command) => {
      chosen.command = command;
    });
    const found = parser.parse([...words], {}, (_error, _argv, output) => {
      text = output.replace(GLUED, "$1 $2");
    }) as Record<string, unknown>;
    return { text, found, command: chosen.command };
  };
  try {
    if (argv.length === 0) return { kind: "nothing", text: attempt(["--help"]).text };
    const { text, found, command } = attempt(argv);
    if (command === undefined) {
      // yargs shows its help for any word.
      const [word] = found._ as string[];
      if (word !== undefined && !isCommand(word)) throw noCommand(word);
      return { kind: "text", text };
    }
    return { kind: "command", given: { command, values: readValues(command, found) } as Given };
  } catch (error) {
    // yargs throws its complaints as plain errors; a fault of our own is a subclass such as TypeError.
    if (error instanceof Error && (error.constructor === Error || error.name === "YError")) {
      throw explain(error.message, argv);
    }
    throw error;
  }
}

/** `choose` hears which command the line named; nothing runs inside yargs. */
function buildParser(width: number, choose: (command: CommandName) => void): Argv {
  let parser = withOptions(yargs(), COMMON)
    .scriptName("bench")
    .usage("$0 <command> [options]\n\nMake native code faster, and know that it is.")
    .detectLocale(false)
    .updateStrings({ string: "value", array: "repeatable" })
    .parserConfiguration({
      // Ids such as 5.10 are words, `--variant a 5.1` takes one word, and `--no-record` is an option of its own.
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "greedy-arrays": false,
      "boolean-negation": false,
      "dot-notation": false,
      "camel-case-expansion": false,
    })
    .wrap(Math.min(width, WIDEST_HELP) - 1)
    .version(manifest.version)
    .help()
    .alias("help", "h")
    .demandCommand(1, "A command is missing.")
    .strict()
    .exitProcess(false)
    .fail(false)
    .example("$0 run 5.1", "build, verify, measure and record one target")
    .example("$0 doctor", "is this machine fit for measuring?")
    .epilogue("`bench <command> --help` explains each command with examples.");
  for (const name of COMMAND_NAMES) {
    const spec: CommandSpec = COMMANDS[name];
    parser = parser.command({
      command: [name, ...Object.entries(spec.positionals).map(placeholder)].join(" "),
      describe: spec.describe,
      builder: (command) => describeCommand(command, spec),
      handler: () => choose(name),
    });
  }
  return parser;
}

const placeholder = ([name, { kind, required }]: [string, CommandSpec["positionals"][string]]): string =>
  kind === "text" ? `<${name}>` : required ? `<${name}..>` : `[${name}..]`;

function describeCommand(command: Argv, spec: CommandSpec): Argv {
  let described = withOptions(command, spec.options).version(false);
  for (const name of spec.common === false ? Object.keys(COMMON) : []) described = described.hide(name);
  for (const [name, { kind, describe, required }] of Object.entries(spec.positionals)) {
    const how =
      kind === "list"
        ? { array: true, ...(required ? { default: undefined } : { defaultDescription: "all" }) }
        : {};
    described = described.positional(name, { type: "string", describe, ...how });
  }
  for (const [line, meaning] of spec.examples) described = described.example(line, meaning);
  return spec.epilogue === undefined ? described : described.epilogue(spec.epilogue);
}

function withOptions(parser: Argv, options: CommandSpec["options"]): Argv {
  const described = Object.entries(options).map(([name, { kind, describe }]): [string, Options] =>
    kind === "flag"
      ? [name, { type: "boolean", describe }]
      : [name, { type: "string", array: kind === "list", requiresArg: true, describe }],
  );
  return parser.options(Object.fromEntries(described));
}

function readValues(name: CommandName, found: Record<string, unknown>): Record<string, unknown> {
  const spec: CommandSpec = COMMANDS[name];
  const see = `see \`bench ${name} --help\``;
  // Words behind `--` stay here; silently dropping one would select everything.
  const stray = (found._ as string[])[1];
  if (stray !== undefined) throw usageError(`\`${stray}\` behind \`--\` has no meaning here.`, see);
  const values: Record<string, unknown> = {};
  for (const [positional, { kind, of }] of Object.entries(spec.positionals)) {
    const given = kind === "list" ? (found[positional] ?? []) : found[positional];
    if (of !== undefined && !of.includes(given as string)) {
      throw usageError(`\`bench ${name}\` knows no \`${given}\`.`, `give ${of.join(" or ")}`);
    }
    values[positional] = given;
  }
  const options: CommandSpec["options"] = { ...COMMON, ...spec.options };
  for (const [option, optionSpec] of Object.entries(options)) {
    const given = found[option];
    if (spec.common === false && option in COMMON && given !== undefined) {
      throw usageError(`\`bench ${name}\` has no option --${option}.`, see);
    }
    if (optionSpec.kind === "flag") {
      values[option] = [given].flat().includes(true);
      continue;
    }
    const texts = filled(option, optionSpec, given);
    if (optionSpec.kind === "list") values[option] = texts;
    else if (optionSpec.kind === "choices") values[option] = readChoices(option, optionSpec, texts);
    else values[option] = readOne(option, optionSpec, texts);
  }
  return values;
}

/** Every value given to one option; throws when one is empty, as in `--root=`. */
function filled(option: string, spec: OptionSpec, given: unknown): string[] {
  const values = given === undefined ? [] : ([given].flat() as string[]);
  if (values.includes("")) throw needsValue(option, spec);
  return values;
}

/** In the order of the choices, whatever the order given. */
function readChoices(option: string, spec: OptionSpec, given: readonly string[]): string[] {
  const { of = [] } = spec;
  const chosen = given.flatMap((text) => text.split(","));
  const stray = chosen.find((word) => !of.includes(word));
  if (stray !== undefined) throw refused(option, spec, stray);
  return of.filter((choice) => chosen.includes(choice));
}

function only(option: string, [value, again]: readonly string[]): string | undefined {
  if (again !== undefined) throw usageError(`--${option} is given more than once.`, `give --${option} once`);
  return value;
}

function readOne(option: string, spec: OptionSpec, given: readonly string[]): string | number | undefined {
  const text = only(option, given);
  if (text === undefined) return text;
  if (spec.of !== undefined && !spec.of.includes(text)) throw refused(option, spec, text);
  if (spec.rule === undefined) return text;
  const value = readNumber(text, spec.rule);
  if (value === null) throw refused(option, spec, text);
  return value;
}
