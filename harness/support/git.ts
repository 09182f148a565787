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
