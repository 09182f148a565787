import { rm } from "node:fs/promises";
import { runTool } from "./spawn.js";

/** Where the project's history stands. */
export interface Revision {
  /** Full hash, or null outside git. */
  readonly commit: string | null;
  /** Whether tracked files differ from it. */
  readonly dirty: boolean;
}

export async function revisionOf(root: string): Promise<Revision> {
  const [head, status] = await Promise.all([
    runTool("git", ["rev-parse", "HEAD"], { cwd: root }),
    runTool("git", ["status", "--porcelain", "--untracked-files=no"], { cwd: root }),
  ]);
  if (head.exitCode !== 0) return { commit: null, dirty: false };
  return { commit: head.output.trim(), dirty: status.output.trim() !== "" };
}

/** The full hash of the commit that `rev` names in the repository of `root`; null: there is none, or no repository. */
export async function commitOf(root: string, rev: string): Promise<string | null> {
  const { exitCode, output } = await runTool(
    "git",
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${rev}^{commit}`],
    { cwd: root },
  );
  return exitCode === 0 ? output.trim() : null;
}

/** Whether tracked files below `root`, results and what is rendered from them aside, are as in the last commit. */
export async function isCommitted(root: string, generated: readonly string[]): Promise<boolean> {
  const excluded = generated.map((path) => `:(exclude)${path}`);
  const status = ["status", "--porcelain", "--untracked-files=no", "--", ".", ...excluded];
  const { exitCode, output } = await runTool("git", status, { cwd: root });
  return exitCode === 0 && output.trim() === "";
}

/** Whether the history of `commit` holds `ancestor`; false where that is not there. */
export async function isAncestor(root: string, ancestor: string, commit: string): Promise<boolean> {
  const { exitCode } = await runTool("git", ["merge-base", "--is-ancestor", ancestor, commit], { cwd: root });
  return exitCode === 0;
}

/** Whether the repository of `root` has only the newest part of its history. */
export async function isShallow(root: string): Promise<boolean> {
  const { output } = await runTool("git", ["rev-parse", "--is-shallow-repository"], { cwd: root });
  return output.trim() === "true";
}

/** Those of `files`, relative to `root`, that are not as in the commit. */
export async function changedSince(
  root: string,
  commit: string,
  files: readonly string[],
): Promise<readonly string[]> {
  const tracked = await runTool("git", ["diff", "--name-only", "--relative", "-z", commit, "--", ...files], {
    cwd: root,
  });
  const others = await runTool("git", ["ls-files", "--others", "-z", "--", ...files], { cwd: root });
  return [...tracked.output.split("\0"), ...others.output.split("\0")].filter((file) => file !== "");
}

/**
 * Writes what the commit holds of `root`, its folder in the repository, below `folder`, which must not be there. Neither
 * the work tree nor the index is touched. Returns what git says against it, or null.
 */
export async function writeTree(root: string, commit: string, folder: string): Promise<string | null> {
  const { output: prefix } = await runTool("git", ["rev-parse", "--show-prefix"], { cwd: root });
  const env = { GIT_INDEX_FILE: `${folder}.index` };
  const git = (...args: string[]) => runTool("git", args, { cwd: root, env });
  try {
    const read = await git("read-tree", `${commit}:${prefix.trim()}`);
    if (read.exitCode !== 0) return read.output.trim();
    // From the top of the work tree, or only what lies below the current folder would be written.
    const { output: top } = await runTool("git", ["rev-parse", "--show-toplevel"], { cwd: root });
    const written = await runTool("git", ["checkout-index", "--all", `--prefix=${folder}/`], {
      cwd: top.trim(),
      env,
    });
    return written.exitCode === 0 ? null : written.output.trim();
  } finally {
    await rm(env.GIT_INDEX_FILE, { force: true });
  }
}

/** The top of the repository that holds `root`, and where `root` lies in it (`""`, or `folder/`); null: there is none. */
export async function placeOf(
  root: string,
): Promise<{ readonly top: string; readonly prefix: string } | null> {
  const { exitCode, output } = await runTool("git", ["rev-parse", "--show-toplevel", "--show-prefix"], {
    cwd: root,
  });
  const [top = "", prefix = ""] = output.split("\n");
  return exitCode === 0 ? { top, prefix } : null;
}

/** Files below `folder` that git does not ignore, both relative to `root`; null: there is no repository. */
export async function listFiles(root: string, folder: string): Promise<readonly string[] | null> {
  const { exitCode, output } = await runTool(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", folder],
    { cwd: root },
  );
  return exitCode === 0 ? output.split("\0").filter((file) => file !== "") : null;
}

/** First commits of the history, sorted; none outside git and in a shallow clone, where they are not known. */
export async function rootsOf(root: string): Promise<readonly string[]> {
  if (await isShallow(root)) return [];
  const { exitCode, output } = await runTool("git", ["rev-list", "--max-parents=0", "HEAD"], { cwd: root });
  return exitCode === 0 ? output.trim().split("\n").sort() : [];
}

/** The branch that a clone of the origin starts on; without an origin, the current one; null: there is neither. */
export async function mainBranchOf(root: string): Promise<string | null> {
  for (const ref of ["refs/remotes/origin/HEAD", "HEAD"]) {
    const { exitCode, output } = await runTool("git", ["symbolic-ref", "--quiet", "--short", ref], {
      cwd: root,
    });
    if (exitCode === 0) return output.trim().replace(/^origin\//, "");
  }
  return null;
}
