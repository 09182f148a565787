import { closest, distance } from "fastest-levenshtein";
import { EXIT, ProblemError } from "../harness/support/problem.js";
import { COMMAND_NAMES, COMMANDS, COMMON, type CommandName } from "./command-table.js";

/** The command line itself is wrong: code USAGE, exit 2. */
export function usageError(message: string, mend: string): ProblemError {
  return new ProblemError({ code: "USAGE", message, mend }, EXIT.usage);
}

/** The first word that names a command, or null. */
export function commandIn(argv: readonly string[]): CommandName | null {
  const isCommand = (word: string): word is CommandName => Object.hasOwn(COMMANDS, word);
  return argv.find(isCommand) ?? null;
}

/** yargs reports a rejected command line as one English sentence; this says the same as a problem with a remedy. */
export function explain(complaint: string, argv: readonly string[]): ProblemError {
  const command = commandIn(argv);
  const help = command === null ? "bench --help" : `bench ${command} --help`;
  const unknown = /^Unknown arguments?: (.*)$/s.exec(complaint)?.[1]?.split(", ");
  if (unknown !== undefined) return explainUnknown(unknown, command, argv, help);
  const valueless = /^Not enough arguments following: (.*)$/s.exec(complaint)?.[1];
  if (valueless !== undefined)
    return usageError(`--${valueless} needs a value.`, `give --${valueless} a value`);
  if (complaint.startsWith("Not enough non-option arguments") && command !== null) {
    const needed = Object.keys(COMMANDS[command].positionals).map((name) => `<${name}>`);
    return usageError(`\`bench ${command}\` needs ${needed.join(" and ")}.`, `see \`${help}\``);
  }
  return usageError(complaint, `see \`${help}\``);
}

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
    return usageError(`There is no command \`${name}\`.`, suggest(name, COMMAND_NAMES, "bench ", help));
  }
  return usageError(`\`bench ${command}\` does not take the argument \`${name}\`.`, `see \`${help}\``);
}

const isOption = (name: string, argv: readonly string[]): boolean =>
  argv.some(
    (word) =>
      word === `--${name}` || word.startsWith(`--${name}=`) || (name.length === 1 && /^-[^-]/.test(word)),
  );

function suggest(name: string, known: readonly string[], prefix: string, help: string): string {
  const nearest = closest(name, known);
  // Further apart than half the word (a swap of two letters counts 2), a suggestion misleads more than it helps.
  const near = name.length > 1 && distance(name, nearest) <= Math.max(2, Math.floor(name.length / 2));
  return near ? `did you mean \`${prefix}${nearest}\`? See \`${help}\`` : `see \`${help}\``;
}
