import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { contentHash, isStale } from "./content.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "pawl-content-"));
  await writeFile(join(root, "a.cpp"), "one");
  await writeFile(join(root, "b.cpp"), "two");
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("does not depend on the order of the files", () => {
  expect(contentHash(root, "d", ["a.cpp", "b.cpp"])).toBe(contentHash(root, "d", ["b.cpp", "a.cpp"]));
});

it("changes with a file's content, its path and the declaration", async () => {
  const before = contentHash(root, "d", ["a.cpp"]);
  expect(contentHash(root, "e", ["a.cpp"])).not.toBe(before);
  await writeFile(join(root, "c.cpp"), "one");
  expect(contentHash(root, "d", ["c.cpp"])).not.toBe(before);
  await writeFile(join(root, "a.cpp"), "1");
  expect(isStale(before, contentHash(root, "d", ["a.cpp"]))).toBe(true);
  await writeFile(join(root, "a.cpp"), "one");
  expect(isStale(before, contentHash(root, "d", ["a.cpp"]))).toBe(false);
});

it("is stale while a file is missing, even if it was missing before", () => {
  const hash = contentHash(root, "d", ["a.cpp", "gone.cpp"]);
  expect(isStale(hash, contentHash(root, "d", ["a.cpp", "gone.cpp"]))).toBe(true);
});

it("reads a file once per memo", async () => {
  const memo = new Map();
  const before = contentHash(root, "d", ["a.cpp"], memo);
  await writeFile(join(root, "a.cpp"), "changed");
  expect(contentHash(root, "d", ["a.cpp"], memo)).toBe(before);
});
