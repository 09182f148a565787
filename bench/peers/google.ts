import { spawnSync } from "node:child_process";
import { mean, median } from "simple-statistics";

/** Google Benchmark's program and what it reports. */

/** What is used of its `--benchmark_format=json`. */
interface Output {
  readonly context: { readonly library_version?: string; readonly library_build_type: string };
  readonly benchmarks: readonly {
    readonly name: string;
    readonly run_type: "iteration" | "aggregate";
    readonly real_time: number;
    readonly cpu_time: number;
    readonly time_unit: string;
    readonly error_occurred?: boolean;
    readonly error_message?: string;
  }[];
}

/** Nanoseconds per iteration of one benchmark, one per repetition. */
export interface Times {
  readonly real: readonly number[];
  readonly cpu: readonly number[];
}

/** By the benchmark's name as it was registered. Throws when a benchmark failed. */
export function parseOutput(json: string): ReadonlyMap<string, Times> {
  const found = new Map<string, { real: number[]; cpu: number[] }>();
  for (const one of (JSON.parse(json) as Output).benchmarks) {
    if (one.error_occurred) throw new Error(`${one.name}: ${one.error_message}`);
    if (one.time_unit !== "ns") throw new Error(`${one.name} is given in ${one.time_unit}, not ns`);
    if (one.run_type !== "iteration") continue;
    const name = one.name.replace(/\/manual_time$/, "");
    const times = found.get(name) ?? { real: [], cpu: [] };
    times.real.push(one.real_time);
    times.cpu.push(one.cpu_time);
    found.set(name, times);
  }
  return found;
}

/** The ways to make one number of repetitions that Google Benchmark itself reports. */
export const AGGREGATES = {
  "mean real time": ({ real }) => mean([...real]),
  "median real time": ({ real }) => median([...real]),
  "mean CPU time": ({ cpu }) => mean([...cpu]),
  "median CPU time": ({ cpu }) => median([...cpu]),
} as const satisfies Readonly<Record<string, (times: Times) => number>>;

export interface GoogleRun {
  readonly times: ReadonlyMap<string, Times>;
  /** Wall clock of the whole process. */
  readonly seconds: number;
}

/**
 * Runs the benchmarks whose names match `filter`, repetitions in random order, pinned to `cpu`.
 * `minTime`: seconds that each repetition takes at least, as Google Benchmark counts them: without pauses.
 */
export function runGoogle(program: string, { filter, repetitions, minTime, cpu }: GoogleOptions): GoogleRun {
  const args = [
    `--benchmark_filter=${filter}`,
    "--benchmark_enable_random_interleaving=true",
    `--benchmark_repetitions=${repetitions}`,
    `--benchmark_min_time=${minTime.toFixed(6)}`,
    "--benchmark_format=json",
  ];
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync("taskset", ["-c", cpu, program, ...args], {
    encoding: "utf8",
  });
  const seconds = (performance.now() - start) / 1000;
  if (error) throw error;
  if (status !== 0) throw new Error(`Google Benchmark ended with ${status}: ${stderr}`);
  return { times: parseOutput(stdout), seconds };
}

interface GoogleOptions {
  readonly filter: string;
  readonly repetitions: number;
  readonly minTime: number;
  readonly cpu: string;
}

/** `1.7.1, library built for debug`: its own word for how it was built, where it is not for release. */
export function versionOf(program: string, packaged: string): string {
  const args = ["--benchmark_filter=chain/loop/a", "--benchmark_min_time=0.001", "--benchmark_format=json"];
  const { context } = JSON.parse(spawnSync(program, args, { encoding: "utf8" }).stdout) as Output;
  const version = context.library_version ?? packaged;
  return context.library_build_type === "release"
    ? version
    : `${version} (library built for ${context.library_build_type})`;
}
