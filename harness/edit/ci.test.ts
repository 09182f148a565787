import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type TemporaryProject, temporaryProject } from "../support/testing/project.js";
import { writeCi } from "./ci.js";

const git = (cwd: string, ...args: string[]) => expect(spawnSync("git", args, { cwd }).status).toBe(0);

/** A project in a folder of a repository, or, by `.`, at its top. */
function inRepository(folder: string): TemporaryProject {
  const project = temporaryProject();
  git(project.root, "init", "--quiet", "--initial-branch=trunk");
  const root = join(project.root, folder);
  return { ...project, root, targets: join(root, "targets") };
}
const FILES = [".github/workflows/bench.yml", ".github/workflows/bench-comment.yml"];

it("writes the workflows, once, for the current branch", async () => {
  const project = inRepository(".");
  const { branch, files } = await writeCi(project, { force: false });
  expect(branch).toBe("trunk");
  expect(files).toEqual(FILES.map((file) => ({ file, replaced: false })));
  expect(project.read(FILES[0] ?? "")).toContain('branches: ["trunk"]');
  expect(project.read(FILES[0] ?? "")).toContain("npm install ");

  project.write("package-lock.json", "{}");
  await expect(writeCi(project, { force: false })).rejects.toMatchObject({
    problem: { code: "EXISTS", message: expect.stringContaining("bench.yml and ") },
    exitCode: 2,
  });
  expect(project.read(FILES[0] ?? "")).toContain("npm install ");
  expect(
    (await writeCi(project, { force: true, branch: "main" })).files.map(({ replaced }) => replaced),
  ).toEqual([true, true]);
  expect(project.read(FILES[0] ?? "")).toContain("- run: npm ci");
  expect(project.read(FILES[0] ?? "")).toContain('branches: ["main"]');
});

it("writes them at the top of the repository, for a project below it", async () => {
  const project = inRepository("kernels");
  project.write("kernels/targets/x", "");
  await writeCi(project, { force: false });
  expect(project.read(FILES[0] ?? "")).toContain('working-directory: "kernels"');
  expect(existsSync(join(project.root, ".github"))).toBe(false);
});

it.each([
  ["BAD_BRANCH", ".", 'a"; x'],
  ["BAD_BRANCH", ".", "a b"],
  ["BAD_FOLDER", 'od"d', "main"],
])("refuses what YAML or a shell would read otherwise: %s", async (code, folder, branch) => {
  const project = inRepository(folder);
  project.write(`${folder}/targets/x`, "");
  await expect(writeCi(project, { force: false, branch })).rejects.toMatchObject({ problem: { code } });
});

it("refuses a project outside git", async () => {
  const project = temporaryProject();
  await expect(writeCi(project, { force: false })).rejects.toMatchObject({
    problem: { code: "NO_REPOSITORY" },
  });
});
