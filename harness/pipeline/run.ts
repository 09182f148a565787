import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { chooseCpus } from "../machine/cpus.js";
import { claimMachine, createExecutor, keepOff } from "../measure/index.js";
import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { Result } from "../model/record.js";
import type { RunReport } from "../model/reports.js";
import type { Workload } from "../model/target.js";
import { assertWritable } from "../record/append.js";
import { ProblemError } from "../support/problem.js";
import { compareWorkload } from "./compare.js";
import type { Context, Finished } from "./context.js";
import { exitCodeOf } from "./exit.js";
import { prepareNative } from "./native.js";
import { openRecorder } from "./recorder.js";
import { stopwatch } from "./stopwatch.js";
import { track } from "./track.js";

export interface RunOptions extends Selection {
  /** Override the declarations' limits. */
  readonly trials?: number;
  readonly budget?: number;
  /** Largest relative half-width wanted of every interval. */
  readonly precision?: number;
  readonly record: boolean;
  /** Of the order of rounds and instances; drawn at random by default. */
  readonly seed?: number;
}

/** The main job: build, prove, measure, judge, record, and render `tracking.md` anew. */
export async function run(
  project: Project,
  options: RunOptions,
  context: Context,
): Promise<Finished<RunReport>> {
  const { observe, signal } = context;
  const native = await prepareNative(project, options, context);
  const { machine } = native;
  if (options.record) await assertWritable(project, machine.id);
  const problems: Problem[] = [...native.problems];
  const results: Result[] = [];

  const executor = createExecutor(join(project.scratch, "run"));
  const stop = () => void executor.close();
  signal.addEventListener("abort", stop, { once: true });
  const release = await claimMachine((message) => observe({ event: "wait", message }), signal);
  try {
    const record = options.record ? await openRecorder(project, native) : null;
    const comparisons = native.prepared.flatMap((prepared) =>
      prepared.workloads.map((workload) => ({
        prepared,
        workload: withOptions(workload, options),
        // Chosen before this process confines itself to the others.
        cpus: chooseCpus(workload.settings.threads),
      })),
    );
    const watch = stopwatch(comparisons.map(({ workload }) => workload.settings.limits.trials));
    for (const [index, { prepared, workload, cpus }] of comparisons.entries()) {
      if (signal.aborted) break;
      await keepOff(cpus.others);
      const names = { target: prepared.target.id, workload: workload.name };
      try {
        const result = await compareWorkload(project, prepared, workload, {
          executor,
          machine,
          cpus: cpus.measuring,
          seed: options.seed ?? randomBytes(4).readUInt32LE(),
          precision: options.precision,
          onVariant: (variant) => observe({ event: "verify", ...names, variant }),
          onTrial: (trial, of) =>
            observe({ event: "trial", ...names, trial: trial + 1, of, left: watch.left(index, trial, of) }),
        });
        if (signal.aborted) break;
        results.push(result.result);
        observe({ event: "result", result: result.result });
        await record?.(prepared, result);
      } catch (error) {
        if (signal.aborted) break;
        if (!(error instanceof ProblemError)) throw error;
        problems.push(error.problem);
        observe({ event: "problem", problem: error.problem });
      }
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await executor.close();
    await release();
  }
  if (options.record && results.length > 0) await track(project, { check: false });
  const states = results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state));
  return {
    report: {
      schema: "pawl/run@1",
      machine: { id: machine.id, cpu: machine.cpu, isa: machine.isa },
      results,
      problems,
    },
    exitCode: exitCodeOf(states, problems.length, signal.aborted),
  };
}

/** What the command line overrides. */
function withOptions(workload: Workload, { trials, budget }: RunOptions): Workload {
  const { settings } = workload;
  const limits = {
    ...settings.limits,
    ...(trials === undefined ? {} : { trials }),
    ...(budget === undefined ? {} : { budget }),
  };
  return { ...workload, settings: { ...settings, limits } };
}
