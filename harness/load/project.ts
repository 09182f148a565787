import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Project } from "../model/project.js";
import { BUNDLE_LAYOUT, thisBundle } from "../support/bundle.js";
import { EXIT, ProblemError } from "../support/problem.js";

const hasTargets = (folder: string): boolean =>
  statSync(join(folder, "targets"), { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * The project at `explicitRoot`, or in a bundle its own, or at the nearest folder from `start` upward, that has a
 * `targets/` folder.
 * Throws ProblemError NO_PROJECT (exit code 2).
 */
export function openProject(start: string, explicitRoot?: string): Project {
  const bundle = explicitRoot === undefined ? thisBundle() : null;
  const from = bundle ? join(bundle.folder, BUNDLE_LAYOUT.project) : resolve(start, explicitRoot ?? ".");
  let root = from;
  while (!hasTargets(root)) {
    if (explicitRoot !== undefined || root === dirname(root))
      throw noProject(from, explicitRoot !== undefined);
    root = dirname(root);
  }
  return {
    root,
    targets: join(root, "targets"),
    results: join(root, "results"),
    tracking: join(root, "tracking.md"),
    scratch: join(root, ".pawl"),
  };
}

const noProject = (from: string, explicit: boolean): ProblemError =>
  new ProblemError(
    {
      code: "NO_PROJECT",
      message: explicit
        ? "The given root has no targets/ folder."
        : "No targets/ folder here or in any folder above.",
      where: from,
      mend: explicit
        ? "Name a folder that has one, or start a project there with `bench new <id> --root <dir>`."
        : "Go to a project, name one with --root <dir>, or start one here with `bench new <id>`.",
    },
    EXIT.usage,
  );
