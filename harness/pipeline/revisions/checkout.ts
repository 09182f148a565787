import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../../model/project.js";
import { isShallow, writeTree } from "../../support/git.js";
import { ProblemError } from "../../support/problem.js";

/** Below the scratch folder: `<commit>/tree` is the project as that commit has it. */
const FOLDER = "revisions";
/** What nobody asked for during so many milliseconds, two weeks, is deleted; it can be written again. */
const UNUSED_MS = 14 * 24 * 3600 * 1000;

/**
 * The project as a commit has it, in a folder of its own that later calls find again; the work tree stays as it is.
 * @throws ProblemError COMMIT_MISSING, CHECKOUT_FAILED
 */
export async function checkOut(project: Project, commit: string): Promise<Project> {
  const folder = join(project.scratch, FOLDER, commit);
  const root = join(folder, "tree");
  if (!existsSync(root)) {
    await clearUnused(join(project.scratch, FOLDER));
    await write(project, commit, folder, root);
  }
  const now = new Date();
  await utimes(folder, now, now);
  return {
    root,
    targets: join(root, "targets"),
    results: project.results,
    tracking: join(root, "tracking.md"),
    scratch: join(folder, "scratch"),
  };
}

async function clearUnused(all: string): Promise<void> {
  for (const name of await readdir(all).catch((): string[] => [])) {
    const folder = join(all, name);
    const used = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(), // another process was quicker
    );
    if (Date.now() - used > UNUSED_MS) await rm(folder, { recursive: true, force: true });
  }
}

/** Under another name first, so that what a killed process left is never taken for all of it. */
async function write(project: Project, commit: string, folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const unfinished = `${root}-${randomUUID()}`;
  const obstacle = await writeTree(project.root, commit, unfinished);
  if (obstacle !== null) {
    await rm(unfinished, { recursive: true, force: true });
    throw new ProblemError({
      code: "CHECKOUT_FAILED",
      message: `The sources of commit ${commit.slice(0, 12)} cannot be written: ${obstacle}`,
      where: folder,
      mend: "See that git works here and that there is space on the disk.",
    });
  }
  await rename(unfinished, root).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    // Another process was quicker.
    if (!existsSync(root)) throw error;
  });
}

/** What to say of a commit that is needed and not there. */
export async function commitMissing(project: Project, rev: string, why: string): Promise<ProblemError> {
  const shallow = await isShallow(project.root);
  return new ProblemError({
    code: "COMMIT_MISSING",
    message: `The commit ${rev} ${why}, and this repository does not have it.`,
    where: project.root,
    mend: shallow
      ? "This clone is shallow: `git fetch --unshallow`, or in GitHub Actions `fetch-depth: 0` for actions/checkout."
      : "Fetch it: `git fetch --all`; or name another one.",
  });
}
