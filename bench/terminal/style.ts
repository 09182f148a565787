import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import wrapAnsi from "wrap-ansi";

/** Colour functions; each returns its text unchanged where colours are off. */
type Colors = ReturnType<typeof pc.createColors>;

/** What a view needs to know of the place it will be shown in. */
export interface Style {
  /** Columns. */
  readonly width: number;
  /** Whether prose is wrapped at `width`: in a terminal, never in a pipe or file, where lines are for tools. */
  readonly wraps?: boolean;
  readonly colors: Colors;
}

/** A stream as far as the command line uses it: `process.stdout`, a pipe, or a test's buffer. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Columns assumed where the output is no terminal, or one that does not tell its size (a new pty says 0). */
const PIPE_WIDTH = 100;

/**
 * Colours and width for one stream. NO_COLOR (https://no-color.org) wins over FORCE_COLOR; without either, a terminal
 * that is not `dumb` gets colours. (picocolors' own detection also colours pipes when CI is set.)
 */
export function styleFor(output: Output, env: NodeJS.ProcessEnv): Style {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "" && env.FORCE_COLOR !== "0";
  const terminal = output.isTTY === true && env.TERM !== "dumb" && env.FORCE_COLOR !== "0";
  const colored = !env.NO_COLOR && (forced || terminal);
  return {
    width: output.columns || PIPE_WIDTH,
    wraps: output.isTTY === true,
    colors: pc.createColors(colored),
  };
}

/** Columns of a text's widest line, colours aside. */
export const seenWidth = (text: string): number =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split("\n")
      .map((line) => line.length),
  );

/** Stands for a space that no line is broken at (of the private use area: in no text). */
const HELD = "\u{e000}";

/**
 * Prose in lines of the terminal's width, broken between words and indented as it is itself, or by `hanging` columns; in a
 * pipe unchanged. Commands between backticks stay whole, so that they can be copied, and so do percentages.
 */
export function wrapped(prose: string, { width, wraps }: Style, hanging?: number): string {
  if (!wraps) return prose;
  const indent = /^ */.exec(prose)?.[0] ?? "";
  const rest = " ".repeat(hanging ?? indent.length);
  const held = prose
    .slice(indent.length)
    .replaceAll(/`[^`\n]*`|\d %/g, (whole) => whole.replaceAll(" ", HELD));
  const [first = "", ...more] = wrapAnsi(held, width - Math.max(indent.length, rest.length)).split("\n");
  return [indent + first, ...more.map((line) => rest + line)].join("\n").replaceAll(HELD, " ");
}
