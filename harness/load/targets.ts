import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Target } from "../model/target.js";
import { findDeclarations } from "./find.js";
import { declarationHash } from "./hash.js";
import { type Importer, openImporter } from "./importer.js";
import { type LocalModule, localModules } from "./modules.js";
import { normalise } from "./normalise.js";
import { RULES } from "./rules/index.js";
import { shapeOf } from "./shape.js";
import { uniqueById } from "./unique.js";

export interface Loaded {
  readonly target: Target;
  readonly modules: readonly LocalModule[];
}

/**
 * Imports and checks declarations; executes their TypeScript. `files` are relative to the project root;
 * default: all. A declaration that throws or breaks a rule becomes problems and never hides the others.
 */
export async function loadTargets(
  project: Project,
  files?: readonly string[],
): Promise<{ targets: Target[]; problems: Problem[] }> {
  const { loaded, problems } = await loadFiles(project, files ?? (await findDeclarations(project)));
  const { unique, problems: duplicates } = uniqueById(loaded.map(({ target }) => target));
  return { targets: unique, problems: [...problems, ...duplicates] };
}

/** The same before duplicate ids are looked for, with the modules that each consists of. */
export async function loadFiles(
  project: Project,
  files: readonly string[],
): Promise<{ loaded: Loaded[]; problems: Problem[] }> {
  const loaded: Loaded[] = [];
  const problems: Problem[] = [];
  const importer = await openImporter(project);
  for (const file of files) {
    const result = await loadFile(project, file, importer);
    if (Array.isArray(result)) problems.push(...result);
    else loaded.push(result);
  }
  return { loaded, problems };
}

async function loadFile(project: Project, file: string, importer: Importer): Promise<Loaded | Problem[]> {
  const imported = await importer(file);
  if (!imported.ok) return [imported.problem];
  const shaped = shapeOf(imported.value, file);
  if (!shaped.ok) return shaped.problems;
  const context = { file };
  const problems = RULES.flatMap((rule) => rule(shaped.value, context));
  if (problems.length > 0) return problems;
  const modules = localModules(project.root, file);
  const target = normalise(shaped.value, file);
  return { target: { ...target, hash: declarationHash(target, modules) }, modules };
}
