import { execa } from "execa";

export interface Finished {
  /** Null when a signal ended it or it could not be started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Both streams in the order written. */
  readonly output: string;
}

/** Runs a tool to its end and never throws for its failure. Messages come in English, so that they can be read. */
export async function runTool(
  file: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly signal?: AbortSignal } = {},
): Promise<Finished> {
  const result = await execa(file, args, {
    reject: false,
    all: true,
    stdin: "ignore",
    env: { LC_ALL: "C" },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  return { exitCode: result.exitCode ?? null, signal: result.signal ?? null, output: result.all ?? "" };
}
