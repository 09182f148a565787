import type { Problem } from "../../harness/model/problem.js";
import { renderProblem } from "./problem.js";
import { type Output, type Style, styleFor } from "./style.js";

/** Where the command line reads its surroundings from and writes to; `process` has this shape. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
}

/** The one writer of the command line. */
export interface Terminal {
  readonly io: Io;
  /** With `--json` stdout carries one document and nothing else. */
  readonly json: boolean;
  /** For what `print` shows. */
  readonly style: Style;
  /** A result, to stdout; nothing with `--json`, or when empty. */
  print(text: string): void;
  /** What a file would hold, to stdout, byte for byte; nothing with `--json`. */
  content(text: string): void;
  /** A remark for people, to stderr. */
  note(text: string): void;
  /** To stderr. */
  problems(problems: readonly Problem[]): void;
  /** The document of `--json`, to stdout. */
  document(document: object): void;
}

export function openTerminal(io: Io, json: boolean): Terminal {
  const errorStyle = styleFor(io.stderr, io.env);
  return {
    io,
    json,
    style: styleFor(io.stdout, io.env),
    print(text) {
      if (!json && text !== "") io.stdout.write(`${text}\n`);
    },
    content(text) {
      if (!json) io.stdout.write(text);
    },
    note(text) {
      io.stderr.write(`${text}\n`);
    },
    problems(problems) {
      for (const problem of problems) io.stderr.write(`${renderProblem(problem, errorStyle)}\n`);
    },
    document(document) {
      io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
  };
}
