import { execFileSync } from "node:child_process";
import { openProject, type TestProject } from "./project.js";

export interface Repository extends TestProject {
  git(...args: readonly string[]): string;
  /** Everything as it is; returns the hash. */
  commit(): string;
}

/** A project of `fixtures/` as a git repository with one commit. */
export function openRepository(fixture: string, after?: (cleanup: () => void) => void): Repository {
  const project = openProject(fixture, after);
  const identity = { GIT_AUTHOR_NAME: "test", GIT_AUTHOR_EMAIL: "test@localhost" };
  const env = {
    ...process.env,
    ...identity,
    GIT_COMMITTER_NAME: identity.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: identity.GIT_AUTHOR_EMAIL,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
  };
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, {
      cwd: project.root,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "as it is");
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet");
  project.write(".gitignore", ".pawl\n");
  commit();
  return { ...project, git, commit };
}
