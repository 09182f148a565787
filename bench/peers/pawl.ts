import { spawnSync } from "node:child_process";
import type { RunReport } from "../../harness/model/reports.js";

export interface PawlRun {
  readonly report: RunReport;
  /** Wall clock of the whole process: boot, verification and all. */
  readonly seconds: number;
}

/** One `bench run`, as a user types it; nothing is recorded. Throws with what it said when it failed. */
export function runPawl(cli: string, root: string, args: readonly string[]): PawlRun {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [cli, "run", "--root", root, ...args, "--no-record", "--json"],
    { encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`bench run ${args.join(" ")} ended with ${status}:\n${stderr}`);
  return { report: JSON.parse(stdout) as RunReport, seconds };
}

/** Baseline ÷ twin. */
export function compareTwins(cli: string, root: string, target: string, workload: string): Comparison {
  const { report, seconds } = runPawl(cli, root, [target, "--workload", workload, "--variant", "twin"]);
  const ratio = report.results[0]?.variants.twin?.ratio;
  if (!ratio) throw new Error(`bench run ${target} gave no ratio`);
  return { ratio: ratio.estimate, seconds };
}

export interface Comparison {
  readonly ratio: number;
  readonly seconds: number;
}

/** Nanoseconds per operation of the restore project's workloads: in a batch, and restored before each. */
export function pawlRestore(cli: string, root: string): { readonly loop: number; readonly restored: number } {
  const { report } = runPawl(cli, root, []);
  const [loop, restored] = ["loop", "restored"].map((workload) => {
    const us = report.results.find((one) => one.workload === workload)?.variants.chain?.median_us;
    if (us === undefined) throw new Error(`bench run gave no time of ${workload}`);
    return us * 1000;
  }) as [number, number];
  return { loop, restored };
}
