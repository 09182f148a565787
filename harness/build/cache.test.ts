import { mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { openCache, scratchFolder } from "./cache.js";

test("opening a cache removes what runs killed long ago left, and nothing else", async () => {
  const own = temporaryProject();
  const folder = join(own.root, "cache");
  own.write("cache/build-old/0.o", "");
  own.write("cache/build-new/0.o", "");
  own.write("cache/old.so", "");
  const twoHoursAgo = new Date(Date.now() - 7_200_000);
  for (const name of ["build-old", "old.so"]) utimesSync(join(folder, name), twoHoursAgo, twoHoursAgo);
  expect(await openCache(folder, own.root)).toEqual({ folder, root: own.root });
  expect(readdirSync(folder).sort()).toEqual(["build-new", "old.so"]);
});

test("what a build leaves is recognised", async () => {
  const { root } = temporaryProject();
  const cache = await openCache(join(root, "cache"), root);
  const left = await scratchFolder(cache);
  utimesSync(left, 0, 0);
  await openCache(cache.folder, root);
  expect(readdirSync(cache.folder)).toEqual([]);
});

test("a cache that is not there, or no folder at all, opens", async () => {
  const own = temporaryProject();
  own.write("file", "");
  mkdirSync(join(own.root, "empty"));
  for (const name of ["none", "file", "empty"])
    expect(await openCache(join(own.root, name), own.root)).toEqual({
      folder: join(own.root, name),
      root: own.root,
    });
});
