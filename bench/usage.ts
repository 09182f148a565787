import { closest, distance } from "fastest-levenshtein";
import { EXIT, ProblemError } from "../harness/support/problem.js";
import { type CommandSpec, type OptionSpec, takes } from "./command-table/spec.js";
import { COMMAND_NAMES, COMMANDS, COMMON, type CommandName } from "./command-table.js";

/** The command line itself is wrong: code USAGE, exit 2. */
export function usageError(message: string, mend: string): ProblemError {
  return new ProblemError({ code: "USAGE", message, mend }, EXIT.usage);
}

export const isCommand = (word: string): word is CommandName => Object.hasOwn(COMMANDS, word);

/** The first word that names a command, or null. */
export const commandIn = (argv: readonly string[]): CommandName | null => argv.find(isCommand) ?? null;

/** yargs reports a rejected command line as one English sentence; this says the same as a problem with a remedy. */
export function explain(complaint: string, argv: readonly string[]): ProblemError {
  const command = commandIn(argv);
  const help = command === null ? "bench --help" : `bench ${command} --help`;
  const unknown = /^Unknown arguments?: (.*)$/s.exec(complaint)?.[1]?.split(", ");
  if (unknown !== undefined) return explainUnknown(unknown, command, argv, help);
  const valueless = /^Not enough arguments following: (.*)$/s.exec(complaint)?.[1];
  if (valueless !== undefined) {
    const options: CommandSpec["options"] =
      command === null ? COMMON : { ...COMMON, ...COMMANDS[command].options };
    return needsValue(valueless, options[valueless]);
  }
  if (complaint.startsWith("Not enough non-option arguments") && command !== null) {
    const needed = Object.keys(COMMANDS[command].positionals).map((name) => `<${name}>`);
    return usageError(`\`bench ${command}\` needs ${needed.join(" and ")}.`, `see \`${help}\``);
  }
  return usageError(complaint, `see \`${help}\``);
}

/** An option without its value. */
export const needsValue = (option: string, spec: OptionSpec | undefined): ProblemError =>
  usageError(
    `--${option} needs a value.`,
    `give --${option} ${spec === undefined ? "a value" : takes(spec)}`,
  );

/** A value that an option does not take. */
export function refused(option: string, spec: OptionSpec, text: string): ProblemError {
  const meant = spec.of === undefined ? null : nearest(text, spec.of);
  const give = `--${option} ${takes(spec)}`;
  return usageError(
    `--${option} cannot be \`${text}\`.`,
    meant === null ? `give ${give}` : `did you mean \`${meant}\`? Give ${give}`,
  );
}

/** A word where a command belongs. */
export const noCommand = (word: string): ProblemError =>
  usageError(`There is no command \`${word}\`.`, suggest(word, COMMAND_NAMES, "bench ", "bench --help"));

function explainUnknown(
  names: readonly string[],
  command: CommandName | null,
  argv: readonly string[],
  help: string,
): ProblemError {
  const name = names.find((candidate) => isOption(candidate, argv)) ?? names[0] ?? "";
  if (isOption(name, argv)) {
    const dashes = name.length === 1 ? "-" : "--";
    const where = command === null ? "`bench`" : `\`bench ${command}\``;
    const options = Object.keys({
      ...COMMON,
      ...(command === null ? {} : COMMANDS[command].options),
      help: 0,
    });
    return usageError(`${where} has no option ${dashes}${name}.`, suggest(name, options, "--", help));
  }
  if (command === null) {
    return noCommand(name);
  }
  return usageError(`\`bench ${command}\` does not take the argument \`${name}\`.`, `see \`${help}\``);
}

const isOption = (name: string, argv: readonly string[]): boolean =>
  argv.some(
    (word) =>
      word === `--${name}` || word.startsWith(`--${name}=`) || (name.length === 1 && /^-[^-]/.test(word)),
  );

function suggest(name: string, known: readonly string[], prefix: string, help: string): string {
  const meant = nearest(name, known);
  return meant === null ? `see \`${help}\`` : `did you mean \`${prefix}${meant}\`? See \`${help}\``;
}

/** The word of `known` that is likely meant, or null. */
function nearest(name: string, known: readonly string[]): string | null {
  const candidate = closest(name, known);
  // Further apart than half the word (a swap of two letters counts 2), a suggestion misleads more than it helps.
  const near = name.length > 1 && distance(name, candidate) <= Math.max(2, Math.floor(name.length / 2));
  return near ? candidate : null;
}
