import { randomBytes } from "node:crypto";
import { findDevices } from "../machine/devices.js";
import { keepOff } from "../measure/index.js";
import type { Analysis } from "../model/analysis.js";
import type { CounterChoice } from "../model/counter.js";
import type { Progress } from "../model/progress.js";
import type { Project, Selection } from "../model/project.js";
import { type Result, wasTried } from "../model/record.js";
import type { RunReport } from "../model/reports.js";
import { assertWritable } from "../record/append.js";
import { bandwidthGauge } from "./bandwidth.js";
import { claim } from "./claim.js";
import { compareWorkload, withDetail } from "./compare.js";
import type { Context, Finished } from "./context.js";
import { instructionCounter } from "./count/run.js";
import { deviceWatch, usesDevice } from "./device-watch.js";
import { eachComparison, type Tools } from "./each.js";
import { conclude } from "./exit.js";
import { shortFuzzing } from "./fuzzing.js";
import { idleResult, splitIdle } from "./idle.js";
import { prepareNative } from "./native.js";
import { openRecorder } from "./recorder.js";
import { type Overrides, type Scheduled, schedule } from "./schedule.js";
import { stopwatch } from "./stopwatch.js";
import { track } from "./track.js";

export interface RunOptions extends Selection, Overrides {
  /** Largest relative half-width wanted of every interval. */
  readonly precision?: number;
  readonly record: boolean;
  /** Whether what is reported describes each variant's distribution; records never do. */
  readonly detail?: boolean | undefined;
  /** Of the order of rounds and instances; drawn at random by default. */
  readonly seed?: number;
  /** Counts the instructions of what was measured, too. */
  readonly counter?: CounterChoice;
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
  const { idle, active } = splitIdle(native.prepared);
  const { comparisons, failures: refused } = schedule(active, options);
  const watch = stopwatch(comparisons.map(({ workload }) => workload.settings.limits.trials));
  const fuzzing = shortFuzzing(observe, "run");
  const countable = { ...native, prepared: active };
  const { count, problems: uncounted } = await instructionCounter(
    project,
    countable,
    options.counter,
    context,
  );
  const record = options.record ? await openRecorder(project, native) : null;
  const gauge = bandwidthGauge(project, native, { keep: options.record, ...context });
  const release = await claim({ command: "bench run", project: project.root, measures: true }, context);
  const devices = native.prepared.some(usesDevice) ? (await findDevices()).devices : [];
  const watched = await deviceWatch(native.prepared);
  const work = async (comparison: Scheduled, { executor, inputs, drawNext }: Tools) => {
    const { prepared, workload, cpus } = comparison;
    const names = { target: prepared.target.id, workload: workload.name };
    const index = comparisons.indexOf(comparison);
    await keepOff(cpus.others);
    const points = await gauge.points(comparison);
    const timed = await compareWorkload(prepared, workload, inputs, {
      executor,
      machine,
      cpus: cpus.measuring,
      overlap: !cpus.others.some((cpu) => cpus.measuring.includes(cpu)),
      seed: options.seed ?? randomBytes(4).readUInt32LE(),
      precision: options.precision,
      detail: options.detail,
      bandwidth: { points, again: () => gauge.again(comparison) },
      watched,
      fuzzing,
      onVariant(variant) {
        executor.prepare(); // the first trial's process boots while the variants are proven
        observe({ event: "verify", ...names, variant });
      },
      onTrial({ index: trial, of, second, before }) {
        const left = watch.left(index, trial, of);
        const place = { trial: trial + 1, of, second, left };
        observe({ event: "trial", ...names, ...place, ...(before && ratiosOf(before)) });
        if (trial === 0) drawNext();
      },
    });
    if (signal.aborted) return;
    const compared = await count(timed, comparison, inputs, executor);
    const { cache } = options;
    const result = { ...withDetail(compared), ...(cache === undefined ? {} : { cache }) };
    results.push(result);
    observe({ event: "result", result, devices });
    if (!record || !wasTried(result)) return;
    await record(prepared, compared);
    observe({ event: "record", ...names });
  };
  for (const comparison of idle) {
    const { result } = idleResult(comparison);
    results.push(result);
    observe({ event: "result", result, devices });
  }
  const failures = await eachComparison(project, comparisons, context, work).finally(release);
  const tracked = options.record && results.length > 0 ? await track(project, { check: false }) : null;
  const ofTable = tracked?.report.problems.filter(({ code }) => code === "TRACKING_NOT_WRITABLE") ?? [];
  // What is wrong with older records is told, and fails nothing: they are kept as they are.
  const ofRecords = tracked?.report.problems.filter(({ code }) => code.startsWith("RECORD")) ?? [];
  const { problems, exitCode } = conclude({
    results,
    problems: [...native.problems, ...ofTable],
    failures: [...refused, ...failures],
    interrupted: signal.aborted,
  });
  return {
    report: {
      schema: "pawl/run@1",
      machine: {
        id: machine.id,
        cpu: machine.cpu,
        isa: machine.isa,
        ...(devices.length > 0 && { devices }),
      },
      results,
      problems: [...problems, ...uncounted, ...ofRecords],
    },
    exitCode,
  };
}

/** For the one who waits: intervals as they narrow. */
function ratiosOf({ variants }: Analysis): Pick<Extract<Progress, { event: "trial" }>, "ratios"> {
  const found = Object.entries(variants).flatMap(([name, { ratio, verdict }]) =>
    ratio && verdict ? [[name, { ...ratio, verdict }] as const] : [],
  );
  return { ratios: Object.fromEntries(found) };
}
