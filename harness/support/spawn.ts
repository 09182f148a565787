import { setMaxListeners } from "node:events";
import { execa } from "execa";

export interface Finished {
  /** Null when a signal ended it or it could not be started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Both streams in the order written. */
  readonly output: string;
}

export interface ToolOptions {
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it sees nothing of this process's own environment; default false. Then `file` is a path. */
  readonly bare?: boolean;
  /** When aborted, the tool and every process that it started are killed. */
  readonly signal?: AbortSignal;
}

/** Runs a tool to its end and never throws for its failure. Messages come in English, so that they can be read. */
export async function runTool(
  file: string,
  args: readonly string[],
  { cwd, env, bare = false, signal }: ToolOptions = {},
): Promise<Finished> {
  if (signal?.aborted) return { exitCode: null, signal: null, output: "" };
  const running = execa(file, args, {
    reject: false,
    all: true,
    stdin: "ignore",
    env: { LC_ALL: "C", ...env },
    extendEnv: !bare,
    ...(cwd === undefined ? {} : { cwd }),
    detached: signal !== undefined, // a process group of its own, which can be killed with all that it started
  });
  const kill = () => killGroup(running.pid);
  if (signal) setMaxListeners(0, signal); // as many tools run at once as there are CPUs; Node would warn
  signal?.addEventListener("abort", kill);
  try {
    const result = await running;
    return { exitCode: result.exitCode ?? null, signal: result.signal ?? null, output: result.all ?? "" };
  } finally {
    signal?.removeEventListener("abort", kill);
  }
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return; // it could not be started
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // all of them ended by themselves
  }
}
