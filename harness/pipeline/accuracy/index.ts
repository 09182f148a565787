import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { score } from "../../analyse/accuracy.js";
import { chooseCpus } from "../../machine/cpus.js";
import { keepOff } from "../../measure/index.js";
import {
  type AccuracyReport,
  type Overhead,
  QUESTIONS,
  type Question,
  type Scenario,
  type ScenarioReport,
} from "../../model/accuracy.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import { revisionOf } from "../../support/git.js";
import { packageRoot, packageVersion } from "../../support/package.js";
import { claim } from "../claim.js";
import type { Context, Finished } from "../context.js";
import { eachComparison, type Tools } from "../each.js";
import { conclude } from "../exit.js";
import type { Comparison } from "../inputs.js";
import { prepareNative } from "../native.js";
import { attempt, type Bench, provePair } from "./attempts.js";
import { disturb } from "./disturbance.js";
import { goalsOf } from "./goals.js";
import { fullerReport, keepAccuracy, keepPartial } from "./keep.js";
import { overhead } from "./overhead.js";
import { scenarios } from "./scenarios.js";

export interface AccuracyOptions {
  /** Comparisons per scenario. Default 50. */
  readonly runs?: number;
  /** Of everything random; drawn by default. */
  readonly seed?: number;
  /** Nothing but these; default: everything. */
  readonly only?: readonly Question[];
  /** Whether anything is kept. */
  readonly record: boolean;
}

const RUNS = 50;
const OVERHEAD_TARGET = "restore";

/**
 * Kernels that come with pawl, declared as a user would; what is built of them lies in the project's scratch
 * folder.
 */
const kernelsFor = (project: Project): Project => {
  const root = join(packageRoot, "harness", "native", "accuracy");
  return {
    root,
    targets: join(root, "targets"),
    results: project.results,
    tracking: join(root, "tracking.md"),
    scratch: join(project.scratch, "accuracy"),
  };
};

/**
 * Measures the harness itself: how often and how far it is wrong about kernels whose ratio is known. `files`:
 * what was written, relative to the project; only a complete report replaces the one in `results/`, unless
 * that holds more.
 */
export async function accuracy(
  project: Project,
  options: AccuracyOptions,
  context: Context,
): Promise<Finished<AccuracyReport> & { readonly files: readonly string[] }> {
  const { observe, signal } = context;
  const { runs = RUNS, seed = randomBytes(4).readUInt32LE(), only = QUESTIONS } = options;
  const kernels = kernelsFor(project);
  const planned = scenarios(runs).filter(({ kind }) => only.includes(kind));
  const targets = [
    ...planned.map(({ target }) => target),
    ...(only.includes("overhead") ? [OVERHEAD_TARGET] : []),
  ];
  const selection = { selectors: [...new Set(targets)], variants: [], workloads: [] };
  const native = await prepareNative(kernels, selection, context);
  const { machine, toolchain } = native;
  const attempts = planned.reduce((sum, one) => sum + one.runs, 0);
  const done = new Map<Scenario, ScenarioReport>();
  let measured: Overhead | null = null;
  const { commit, dirty } = await revisionOf(project.root);
  const report = (complete: boolean, problems: readonly Problem[]): AccuracyReport => {
    const reports = planned.flatMap((one) => done.get(one) ?? []);
    const twins = reports.filter(({ kind, condition }) => kind === "twins" && condition === "alone");
    return {
      schema: "pawl/accuracy@1",
      machine: { id: machine.id, cpu: machine.cpu, isa: machine.isa },
      at: new Date().toISOString(),
      version: packageVersion,
      commit,
      dirty,
      compiler: toolchain.version,
      seed,
      complete,
      scenarios: reports,
      overhead: measured,
      noise_floor: twins.length === 0 ? null : Math.max(...twins.map((one) => one.score.error.p95)),
      goals: goalsOf(reports, measured),
      problems,
    };
  };
  const cpus = chooseCpus(1);
  const owner = { command: "bench accuracy", project: project.root, measures: true };
  const release = await claim(owner, context);
  let made = 0;
  const work = async ({ prepared, workload }: Comparison, { executor, inputs }: Tools) => {
    await keepOff(cpus.others);
    const bench: Bench = {
      executor,
      machine,
      inputs,
      cpus: cpus.measuring,
      overlap: !cpus.others.some((cpu) => cpus.measuring.includes(cpu)),
    };
    const { target } = prepared;
    if (target.id === OVERHEAD_TARGET) {
      measured = await overhead(await provePair(prepared, workload, target.baseline, bench), bench, seed);
      return;
    }
    const here = planned.filter((one) => one.target === target.id && one.workload === workload.name);
    for (const scenario of here) {
      const pair = await provePair(prepared, workload, scenario.variant, bench);
      const disturbance = scenario.condition === "disturbed" ? await disturb() : null;
      const found = [];
      try {
        for (let run = 0; run < scenario.runs && !signal.aborted; run++) {
          observe({ event: "attempt", scenario: scenario.name, done: made++, of: attempts });
          // Trials take seeds from here on; comparisons must not share any.
          const one = await attempt(pair, scenario, seed + 1000 * made, bench);
          disturbance?.assertGoesOn();
          found.push(one);
        }
      } finally {
        disturbance?.end();
        if (found.length > 0)
          done.set(scenario, { ...scenario, score: score(scenario, found), attempts: found });
        if (options.record) await keepPartial(project, report(false, native.problems));
      }
    }
  };
  const comparisons = native.prepared.flatMap((prepared) =>
    prepared.workloads
      .filter(
        ({ name }) =>
          prepared.target.id === OVERHEAD_TARGET ||
          planned.some(({ target, workload }) => target === prepared.target.id && workload === name),
      )
      .map((workload): Comparison => ({ prepared, workload })),
  );
  const failures = await eachComparison(kernels, comparisons, context, work).finally(release);
  const { exitCode, problems } = conclude({
    results: [],
    problems: native.problems,
    failures,
    interrupted: signal.aborted,
  });
  const everything = QUESTIONS.every((question) => only.includes(question));
  const found = report(everything && !signal.aborted && failures.length === 0, problems);
  if (!options.record) return { report: found, exitCode, files: [] };
  const fuller = found.complete ? await fullerReport(project, found) : null;
  const finished = fuller ? { ...found, problems: [...problems, fuller] } : found;
  const keep = finished.complete && !fuller ? keepAccuracy : keepPartial;
  return { report: finished, exitCode, files: await keep(project, finished) };
}
