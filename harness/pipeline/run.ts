import { randomBytes } from "node:crypto";
import { chooseCpus } from "../machine/cpus.js";
import { claimMachine, keepOff } from "../measure/index.js";
import type { Project, Selection } from "../model/project.js";
import type { Result } from "../model/record.js";
import type { RunReport } from "../model/reports.js";
import type { Workload } from "../model/target.js";
import { assertWritable } from "../record/append.js";
import { EXIT } from "../support/problem.js";
import { compareWorkload } from "./compare.js";
import type { Context, Finished } from "./context.js";
import { eachComparison, type Tools } from "./each.js";
import { exitCodeOf } from "./exit.js";
import type { Comparison } from "./inputs.js";
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

interface Scheduled extends Comparison {
  /** Chosen before this process confines itself to the others. */
  readonly cpus: ReturnType<typeof chooseCpus>;
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
  const results: Result[] = [];
  const comparisons = native.prepared.flatMap((prepared) =>
    prepared.workloads.map(
      (workload): Scheduled => ({
        prepared,
        workload: withOptions(workload, options),
        cpus: chooseCpus(workload.settings.threads),
      }),
    ),
  );
  const watch = stopwatch(comparisons.map(({ workload }) => workload.settings.limits.trials));
  const record = options.record ? await openRecorder(project, native) : null;
  const release = await claimMachine((message) => observe({ event: "wait", message }), signal);
  const work = async (comparison: Scheduled, { executor, inputs, drawNext }: Tools) => {
    const { prepared, workload, cpus } = comparison;
    const names = { target: prepared.target.id, workload: workload.name };
    const index = comparisons.indexOf(comparison);
    await keepOff(cpus.others);
    const compared = await compareWorkload(prepared, workload, inputs, {
      executor,
      machine,
      cpus: cpus.measuring,
      seed: options.seed ?? randomBytes(4).readUInt32LE(),
      precision: options.precision,
      onVariant: (variant) => observe({ event: "verify", ...names, variant }),
      onTrial(trial, of) {
        observe({ event: "trial", ...names, trial: trial + 1, of, left: watch.left(index, trial, of) });
        if (trial === 0) drawNext();
      },
    });
    if (signal.aborted) return;
    results.push(compared.result);
    observe({ event: "result", result: compared.result });
    await record?.(prepared, compared);
  };
  const failures = await eachComparison(project, comparisons, context, work).finally(release);
  const problems = [...native.problems, ...failures.map(({ problem }) => problem)];
  const codes = [...native.problems.map(() => EXIT.failed), ...failures.map(({ exitCode }) => exitCode)];
  // What is wrong with older records is told, and fails nothing: they are kept as they are.
  const tracked = options.record && results.length > 0 ? await track(project, { check: false }) : null;
  const ofRecords = tracked?.report.problems.filter(({ code }) => code.startsWith("RECORD")) ?? [];
  const states = results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state));
  return {
    report: {
      schema: "pawl/run@1",
      machine: { id: machine.id, cpu: machine.cpu, isa: machine.isa },
      results,
      problems: [...problems, ...ofRecords],
    },
    exitCode: exitCodeOf(states, codes, signal.aborted),
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
