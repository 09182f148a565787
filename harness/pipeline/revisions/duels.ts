import { randomBytes } from "node:crypto";
import { codeOf } from "../../build/code.js";
import { keepOff } from "../../measure/index.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { Result } from "../../model/record.js";
import type { Target, Variant, Workload } from "../../model/target.js";
import type { ProblemError } from "../../support/problem.js";
import { claim } from "../claim.js";
import { compareWorkload } from "../compare.js";
import type { Context } from "../context.js";
import { deviceWatch } from "../device-watch.js";
import { eachComparison, type Tools } from "../each.js";
import { buildChosen, type Equipment, type Prepared } from "../native.js";
import { type Overrides, type Scheduled, schedule } from "../schedule.js";
import { stopwatch } from "../stopwatch.js";
import { duel, referencesOf } from "./pair.js";

/** One variant of a case as it is now and as it was. */
export interface Duel {
  /** As it is after. */
  readonly target: Target;
  readonly workload: Workload;
  readonly after: Variant;
  /** Where the project finds its sources, under a name that no other variant has. */
  readonly before: Variant;
}

/** With everything native; `prepared.target` has `before` for its baseline. */
export interface BuiltDuel<D extends Duel = Duel> {
  readonly duel: D;
  readonly prepared: Prepared;
  /** Whether both are the same machine code, so that their ratio would be noise. */
  readonly identical: boolean;
}

/** build, of both sides; `whole`: per target, all variants of all its duels. What does not build is in `prepared.out`, the trouble of whole targets among the problems. */
export async function buildDuels<D extends Duel>(
  project: Project,
  duels: readonly D[],
  equipment: Equipment,
  context: Context,
): Promise<{ built: BuiltDuel<D>[]; whole: readonly Prepared[]; problems: readonly Problem[] }> {
  const targets = [...new Map(duels.map(({ target }) => [target.id, target])).values()];
  const chosen = targets.map((target) => {
    const own = duels.filter((one) => one.target.id === target.id);
    const all = [...referencesOf(target), ...own.flatMap(({ before, after }) => [before, after])];
    const variants = [...new Map(all.map((variant) => [variant.name, variant])).values()];
    return { target, workloads: target.cases, variants, skipped: new Map(), unreachable: new Map() };
  });
  const { prepared, problems } = await buildChosen(project, chosen, equipment, context);
  const built = await Promise.all(
    duels.map(async (one): Promise<BuiltDuel<D>[]> => {
      const whole = prepared.find(({ target }) => target.id === one.target.id);
      if (!whole) return [];
      const { before, after } = one;
      const out = new Map([...whole.out].filter(([name]) => name === before.name || name === after.name));
      const target = duel(one.target, before, after);
      const two: Prepared = { ...whole, target, workloads: [one.workload], variants: [before, after], out };
      return [{ duel: one, prepared: two, identical: await isIdentical(two, before, after) }];
    }),
  );
  return { built: built.flat(), whole: prepared, problems };
}

async function isIdentical({ build }: Prepared, before: Variant, after: Variant): Promise<boolean> {
  const [a, b] = [build.artifacts.get(before.name), build.artifacts.get(after.name)];
  if (!a || !b || before.symbol !== after.symbol) return false;
  if (a.hash === b.hash) return true;
  const code = await codeOf(a.library);
  return code !== null && code === (await codeOf(b.library));
}

export interface DuelOptions extends Overrides {
  readonly precision?: number | undefined;
  /** Of the order of rounds; drawn at random by default. */
  readonly seed?: number | undefined;
}

/**
 * Measures one duel in fresh processes; the ratio is that of `before` to `after`. `precision`: half-width to try for,
 * relative, instead of that of the options.
 */
export type Fight = (precision?: number) => Promise<Result>;

/** One duel after the other, on a machine that nobody else measures on; each may be fought as often as it takes. */
export async function eachDuel<D extends Duel>(
  project: Project,
  duels: readonly BuiltDuel<D>[],
  { command, machine }: Equipment & { readonly command: string },
  options: DuelOptions,
  context: Context,
  work: (duel: BuiltDuel<D>, fight: Fight) => Promise<void>,
): Promise<readonly ProblemError[]> {
  const { observe, signal } = context;
  const prepared = duels.map((one) => one.prepared);
  const { comparisons, failures: refused } = schedule(prepared, options);
  const watch = stopwatch(comparisons.map(({ workload }) => workload.settings.limits.trials));
  const release = await claim({ command, project: project.root, measures: true }, context);
  const watched = await deviceWatch(prepared);
  const fightOf =
    (comparison: Scheduled, { executor, drawNext, inputs }: Tools): Fight =>
    async (precision) => {
      const { workload, cpus } = comparison;
      const names = { target: comparison.prepared.target.id, workload: workload.name };
      await keepOff(cpus.others);
      const { result } = await compareWorkload(comparison.prepared, workload, inputs, {
        executor,
        machine,
        cpus: cpus.measuring,
        overlap: !cpus.others.some((cpu) => cpus.measuring.includes(cpu)),
        seed: options.seed ?? randomBytes(4).readUInt32LE(),
        precision: precision ?? options.precision,
        watched,
        onVariant(variant) {
          executor.prepare();
          observe({ event: "verify", ...names, variant });
        },
        onTrial({ index, of, second }) {
          const left = watch.left(comparisons.indexOf(comparison), index, of);
          observe({ event: "trial", ...names, trial: index + 1, of, second, left });
          if (index === 0) drawNext();
        },
      });
      return result;
    };
  const failures = await eachComparison(project, comparisons, context, async (comparison, tools) => {
    const one = duels[prepared.indexOf(comparison.prepared)];
    if (!one || signal.aborted) return;
    await work(one, fightOf(comparison, tools));
  }).finally(release);
  return [...refused, ...failures];
}
