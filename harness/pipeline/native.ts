import { findRuntime, type TargetBuild, TOOLKIT_MISSING, type Toolchain } from "../build/index.js";
import { loadSummaries } from "../load/summaries.js";
import { loadTargets } from "../load/targets.js";
import { fingerprint } from "../machine/fingerprint.js";
import type { Machine } from "../model/machine.js";
import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { Sanitizer, SanitizerRuntime } from "../model/sanitizer.js";
import type { Target, Variant, Workload } from "../model/target.js";
import type { Fate } from "../record/result.js";
import { buildAll } from "./builds.js";
import { type Chosen, choose } from "./choose.js";
import type { Context } from "./context.js";
import { assertScratch } from "./scratch.js";
import { select } from "./select.js";
import { chooseToolchain } from "./toolchain.js";
import { withoutUnbuilt } from "./unbuilt.js";

/** A target with everything native that its chosen variants need. */
export interface Prepared {
  readonly target: Target;
  readonly workloads: readonly Workload[];
  /** In the order of the declaration. */
  readonly variants: readonly Variant[];
  readonly build: TargetBuild;
  /** Variants that are out already: a requirement is missing, they did not build, or no device is here for them. */
  readonly out: ReadonlyMap<string, Fate>;
}

/** What native code is built and run with. */
export interface Equipment {
  readonly machine: Machine;
  readonly toolchain: Toolchain;
}

export interface Native extends Equipment {
  /** What workers need to load the variants; null when these were built without sanitizers. */
  readonly runtime: SanitizerRuntime | null;
  readonly prepared: readonly Prepared[];
  readonly problems: readonly Problem[];
}

/** declare → load → plan → build: what `run` and `check` have in common. Throws ProblemError where nothing can be built. */
export async function prepareNative(
  project: Project,
  selection: Selection,
  context: Context,
  sanitizers: readonly Sanitizer[] = [],
): Promise<Native> {
  await assertScratch(project);
  const [machine, declared] = await Promise.all([fingerprint(), loadSummaries(project)]);
  const selected = select(project, declared, selection);
  const { targets, problems: loaded } = await loadTargets(
    project,
    selected.targets.map(({ file }) => file),
  );
  const toolchain = await chooseToolchain(machine, sanitizers.length > 0);
  const runtime = sanitizers.length > 0 ? await findRuntime(toolchain, sanitizers) : null;
  const chosen = await Promise.all(
    targets.map(async (target) =>
      withoutUnbuilt(await choose(target, selection, machine, project.root), toolchain, project),
    ),
  );
  context.observe({
    event: "plan",
    targets: chosen.length,
    comparisons: chosen.flatMap(({ target, workloads }) =>
      workloads.map(({ name }) => ({ target: target.id, workload: name })),
    ),
    variants: chosen.reduce((sum, { variants }) => sum + variants.length, 0),
    leftOut: selected.leftOut.map(({ id }) => id),
  });
  const built = await buildChosen(project, chosen, { machine, toolchain }, context, sanitizers);
  const problems = [...selected.problems, ...loaded, ...built.problems];
  return { machine, toolchain, runtime, prepared: built.prepared, problems };
}

/** build, of what is chosen of each target. A target whose driver does not compile is among the problems only. */
export async function buildChosen(
  project: Project,
  chosen: readonly Chosen[],
  { toolchain }: Equipment,
  context: Context,
  sanitizers: readonly Sanitizer[] = [],
): Promise<Pick<Native, "prepared" | "problems">> {
  const requests = chosen.map(({ target, variants, skipped }) => ({
    target,
    variants: variants.filter(({ name }) => !skipped.has(name)),
  }));
  const builds = await buildAll(project, requests, { toolchain, sanitizers }, context);
  const problems: Problem[] = [];
  const prepared = chosen.flatMap((one): Prepared[] => {
    const { target, workloads, variants, skipped } = one;
    const build = builds.get(target.id);
    if (!build) return [];
    if ("code" in build) {
      problems.push(build);
      return [];
    }
    const out = new Map([...skipped, ...builtOnly(build, one), ...failuresOf(build)]);
    return [{ target, workloads, variants, build, out }];
  });
  return { prepared, problems };
}

/** Variants that did not build, or cannot here. */
export const failuresOf = ({ problems }: TargetBuild): [string, Fate][] =>
  [...problems].map(([name, problem]) => [
    name,
    { state: problem.code === TOOLKIT_MISSING ? "skipped" : "failed", problem },
  ]);

/** Variants that built, and that no device is here for. */
const builtOnly = ({ artifacts }: TargetBuild, { unreachable }: Chosen): [string, Fate][] =>
  [...unreachable].flatMap(([name, problem]) => {
    const artifact = artifacts.get(name);
    return artifact ? [[name, { state: "built", problem, artifact: artifact.hash }]] : [];
  });
