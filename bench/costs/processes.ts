import { spawnSync } from "node:child_process";
import { median } from "simple-statistics";

/** A command timed as a whole process against a reference, in turn: A B A B … */
export interface Cost {
  readonly name: string;
  readonly runs: number;
  /** Wall-clock milliseconds. */
  readonly median_ms: number;
  readonly min_ms: number;
  readonly max_ms: number;
  /** Command ÷ reference: the median of the ratios of neighbouring runs. */
  readonly ratio: number;
}

export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

const REFERENCE = ["-e", "0"];

/** Throws when the command fails: the time of a failure says nothing. */
function once(args: readonly string[], cwd: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const elapsed = performance.now() - start;
  if (status !== 0)
    throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr.toString().slice(0, 500)}`);
  return elapsed;
}

/** One warm-up, then `runs` pairs: a machine whose speed drifts slows both of a pair. */
export function timeAgainstNode({ name, args, cwd }: Command, runs: number): Cost {
  once(args, cwd);
  const pairs = Array.from({ length: runs }, () => ({
    command: once(args, cwd),
    node: once(REFERENCE, cwd),
  }));
  const times = pairs.map(({ command }) => command);
  return {
    name,
    runs,
    median_ms: median(times),
    min_ms: Math.min(...times),
    max_ms: Math.max(...times),
    ratio: median(pairs.map(({ command, node }) => command / node)),
  };
}
