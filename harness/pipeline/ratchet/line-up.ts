import { relative } from "node:path";
import { type Loaded, loadFiles } from "../../load/targets.js";
import type { Project } from "../../model/project.js";
import {
  type BestKnown,
  DEFAULT_THRESHOLDS,
  type RatchetCase,
  type Thresholds,
} from "../../model/ratchet.js";
import type { RunSettings, Workload } from "../../model/target.js";
import { ratchetPath } from "../../record/ratchet.js";
import { ProblemError } from "../../support/problem.js";
import type { Native, Prepared } from "../native.js";
import { type Candidate, type Place, unmeasured } from "./cases.js";
import type { Contest } from "./compete.js";
import { identityOf } from "./identity.js";
import type { RatchetOptions } from "./index.js";
import type { Known } from "./known.js";
import { Opponents } from "./opponents.js";

interface LinedUp {
  /** To be measured. */
  readonly contests: readonly Contest[];
  /** Without a best-known, or about to lose it on purpose. */
  readonly candidates: readonly Candidate[];
  /** Decided without measuring. */
  readonly cases: readonly RatchetCase[];
}

type One =
  | { readonly contest: Contest }
  | { readonly candidate: Candidate }
  | { readonly decided: RatchetCase };

interface Means {
  readonly project: Project;
  readonly known: Known;
  readonly opponents: Opponents;
  readonly options: RatchetOptions;
}

/** What is to be done about each variant but the baselines. */
export async function lineUpAll(
  project: Project,
  native: Native,
  known: Known,
  options: RatchetOptions,
): Promise<LinedUp> {
  const { prepared, machine } = native;
  const files = prepared.map(({ target }) => target.file);
  const { loaded } = await loadFiles(project, files);
  const sides = new Map(loaded.map((one): [string, Loaded] => [one.target.id, one]));
  const opponents = new Opponents(project, machine, new Set(sides.keys()));
  const all: One[] = [];
  for (const one of prepared) {
    const now = sides.get(one.target.id);
    if (!now) continue;
    for (const workload of one.workloads) {
      for (const { name } of one.variants.filter((variant) => variant.name !== one.target.baseline)) {
        all.push(await lineUp(now, one, workload, name, { project, known, opponents, options }));
      }
    }
  }
  all.push(...removed(project, machine.id, native, known, options).map((decided) => ({ decided })));
  return {
    contests: all.flatMap((one) => ("contest" in one ? [one.contest] : [])),
    candidates: all.flatMap((one) => ("candidate" in one ? [one.candidate] : [])),
    cases: all.flatMap((one) => ("decided" in one ? [one.decided] : [])),
  };
}

async function lineUp(
  now: Loaded,
  { target, build, out }: Prepared,
  workload: Workload,
  variant: string,
  { project, known, opponents, options }: Means,
): Promise<One> {
  const found = known.of(target.id, workload.name, variant);
  const thresholds = thresholdsOf(workload.settings, options);
  const place: Place = { target, workload, variant, thresholds, best: found?.best ?? null };
  const fate = out.get(variant);
  if (fate && fate.state !== "measured") {
    const outcome = fate.state === "built" ? "skipped" : fate.state;
    return { decided: unmeasured(place, outcome, fate.problem.message, fate.problem) };
  }
  const own = target.builds.find(({ name }) => name === variant);
  const artifact = build.artifacts.get(variant);
  if (!own || !artifact) throw new Error(`${target.id}/${variant} was neither built nor lost`);
  const identity = await identityOf(project, now, workload, own, artifact);
  if (options.reset !== undefined || !found) {
    const outcome = options.reset === undefined ? "created" : "lowered";
    const from = found && !found.foreign ? found.best.commit : null;
    return {
      candidate: { place, identity, from, outcome: unmeasured(place, outcome, options.reset ?? null) },
    };
  }
  const { best, foreign } = found;
  if (!options.force && !foreign && best.identity === identity) {
    return { decided: unmeasured(place, "identical", "unchanged binary") };
  }
  return against(opponents, now, { ...place, best }, { foreign, identity });
}

async function against(
  opponents: Opponents,
  now: Loaded,
  place: Place & { readonly best: BestKnown },
  about: Pick<Contest, "foreign" | "identity">,
): Promise<One> {
  try {
    const duel = await opponents.of(now, place);
    if (!("state" in duel)) return { contest: { ...duel, place, ...about } };
    const outcome = duel.state === "skipped" ? "skipped" : "incomparable";
    return { decided: unmeasured(place, outcome, duel.reason) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { decided: unmeasured(place, "failed", error.problem.message, error.problem) };
  }
}

/**
 * Best-known variants of this machine that today's declarations lack; unless only some variants or workloads are asked for.
 */
function removed(
  project: Project,
  machine: string,
  { prepared, problems }: Native,
  { file }: Known,
  options: RatchetOptions,
): RatchetCase[] {
  // A declaration that cannot be loaded may be any.
  const unknown = problems.length > 0;
  if (options.variants.length + options.workloads.length > 0) return [];
  const kept = relative(project.root, ratchetPath(project, machine));
  return Object.entries(file?.best ?? {}).flatMap(([id, workloads]) => {
    const target = prepared.find((one) => one.target.id === id)?.target;
    if (!target && (options.selectors.length > 0 || unknown)) return [];
    return Object.entries(workloads).flatMap(([name, variants]) => {
      const workload = target?.cases.find((one) => one.name === name);
      return Object.entries(variants).flatMap(([variant, best]) => {
        const declared = workload && target?.builds.some((one) => one.name === variant);
        if (declared && variant !== target?.baseline) return [];
        const gone = !target
          ? "the target is gone"
          : workload
            ? "the variant is gone"
            : "the workload is gone";
        const place = { target: target ?? { id, file: kept }, workload: { name }, variant, best };
        const thresholds = thresholdsOf(workload?.settings, options);
        return [unmeasured({ ...place, thresholds }, "removed", declared ? "it is the baseline now" : gone)];
      });
    });
  });
}

function thresholdsOf(settings: RunSettings | undefined, { thresholds }: RatchetOptions): Thresholds {
  const limits = settings?.limits;
  return {
    regression: thresholds.regression ?? limits?.regression ?? DEFAULT_THRESHOLDS.regression,
    improvement: thresholds.improvement ?? limits?.improvement ?? DEFAULT_THRESHOLDS.improvement,
  };
}
