import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { commitOf } from "../../support/git.js";
import { lastingProject } from "../../support/testing/project.js";
import { checkOut } from "./checkout.js";

/** A project in a folder of a repository: what lies beside it is none of its business. */
const repository = lastingProject();
afterAll(repository.remove);
const root = join(repository.root, "sub", "project");
const project = {
  root,
  targets: join(root, "targets"),
  results: join(root, "results"),
  tracking: join(root, "tracking.md"),
  scratch: join(root, ".pawl"),
};
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], {
    cwd: repository.root,
    stdio: "pipe",
  });

mkdirSync(join(root, "targets", "a"), { recursive: true });
writeFileSync(join(root, "targets", "a", "a.cpp"), "first\n");
symlinkSync("a.cpp", join(root, "targets", "a", "link.cpp"));
writeFileSync(join(repository.root, "beside.txt"), "beside\n");
git("init", "--quiet");
git("add", "--all");
git("commit", "--quiet", "--message", "first");
writeFileSync(join(root, "targets", "a", "a.cpp"), "second\n");
git("add", "--all");

test("a commit's files are written beside the work tree, which stays as it is", async () => {
  const commit = (await commitOf(root, "HEAD")) as string;
  const status = () =>
    execFileSync("git", ["status", "--short", "--untracked-files=no"], { cwd: root, encoding: "utf8" });
  const before = status();
  const then = await checkOut(project, commit);
  expect(readFileSync(join(then.targets, "a", "a.cpp"), "utf8")).toBe("first\n");
  expect(readFileSync(join(then.targets, "a", "link.cpp"), "utf8")).toBe("first\n");
  expect(existsSync(join(then.root, "beside.txt"))).toBe(false);
  expect(readFileSync(join(root, "targets", "a", "a.cpp"), "utf8")).toBe("second\n");
  expect(status()).toBe(before);
  expect(await checkOut(project, commit)).toEqual(then);
});

test("several processes may want the same commit at once", async () => {
  git("commit", "--quiet", "--message", "second");
  const commit = (await commitOf(root, "HEAD")) as string;
  const all = await Promise.all([checkOut(project, commit), checkOut(project, commit)]);
  for (const then of all) expect(readFileSync(join(then.targets, "a", "a.cpp"), "utf8")).toBe("second\n");
});

test("what nobody used for long is deleted when another one is written", async () => {
  const old = join(project.scratch, "revisions", "0123");
  mkdirSync(old, { recursive: true });
  utimesSync(old, new Date(0), new Date(0));
  git("commit", "--quiet", "--allow-empty", "--message", "third");
  await checkOut(project, (await commitOf(root, "HEAD")) as string);
  expect(existsSync(old)).toBe(false);
});

test.each(["no-such-tag", "--all", ""])("%j names no commit", async (rev) => {
  expect(await commitOf(root, rev)).toBeNull();
});
