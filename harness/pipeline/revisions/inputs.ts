import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Loaded } from "../../load/targets.js";
import type { Project } from "../../model/project.js";
import type { Workload } from "../../model/target.js";
import { drawInputs } from "../../plan/inputs.js";
import { ProblemError } from "../../support/problem.js";
import { sameText, type TwoSides } from "./pair.js";

/** Answers, by the declarations of both sides and the workload: all variants of a target ask the same. */
const answers = new WeakMap<Loaded, WeakMap<Loaded, Map<string, Promise<string | null>>>>();

/** See `compareInputs`; found out once for each workload. */
export function otherInputs(project: Project, sides: TwoSides, name: string): Promise<string | null> {
  const against = answers.get(sides.before) ?? new WeakMap<Loaded, Map<string, Promise<string | null>>>();
  answers.set(sides.before, against);
  const known = against.get(sides.after) ?? new Map<string, Promise<string | null>>();
  against.set(sides.after, known);
  const answer = known.get(name) ?? compareInputs(project, sides, name);
  known.set(name, answer);
  return answer;
}

/**
 * Why a workload of both sides does not ask for the same work; null if it does: all its instances are the same bytes. Drawn
 * only where the declarations' text leaves it open.
 */
async function compareInputs(project: Project, sides: TwoSides, name: string): Promise<string | null> {
  const of = ({ cases }: { readonly cases: readonly Workload[] }) => cases.find((one) => one.name === name);
  const after = of(sides.after.target);
  const before = of(sides.before.target);
  if (!after || !before) return `the workload ${name} was not there`;
  if (sameText(sides)) return null;
  const [new_, old] = [
    await drawn(project, sides.after.target, after),
    await drawn(project, sides.before.target, before),
  ];
  return new_ !== null && old !== null && new_.equals(old) ? null : `the workload ${name} draws other inputs`;
}

async function drawn(
  project: Project,
  target: TwoSides["after"]["target"],
  workload: Workload,
): Promise<Buffer | null> {
  const folder = join(project.scratch, "run");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${target.id}-${workload.name}.compared`);
  try {
    const inputs = await drawInputs(target.signature, workload, file, target.file, 2);
    return await readFile(inputs.file);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "WORKLOAD_INVALID") return null;
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}
