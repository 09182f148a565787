import { join } from "node:path";
import type { Project } from "../model/project.js";
import { BUNDLE_LAYOUT, bundleOf, thisBundle } from "../support/bundle.js";
import { EXIT, ProblemError } from "../support/problem.js";

/** Where a bundle keeps what is to be brought home, absolute; null: the project is none's. */
export function recordsToImport(project: Project): string | null {
  const bundle = bundleOf(project);
  return bundle && join(bundle.folder, BUNDLE_LAYOUT.records);
}

/** Throws ProblemError NOT_IN_BUNDLE (exit code 2) in a bundle, for commands that need the project's history or all of pawl. */
export function assertAtHome(command: string): void {
  const bundle = thisBundle();
  if (bundle === null) return;
  throw new ProblemError(
    {
      code: "NOT_IN_BUNDLE",
      message: `\`bench ${command}\` works in the project only; this is a bundle of it.`,
      where: bundle.folder,
      mend: "Use it at home. A bundle knows run, check, list, doctor, export, track and completion.",
    },
    EXIT.usage,
  );
}
