import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { isNewer } from "../support/versions.js";
import { ownLibraries, systemNeeds } from "./needs.js";

describe("systemNeeds", () => {
  it("finds the newest versions that a binary names, and no part of another word", async () => {
    const file = join(temporaryProject().root, "binary");
    writeFileSync(file, "\0GLIBC_2.9\0GLIBC_2.28\0GLIBC_2.3.4\0xGLIBC_2.99\0GLIBC_PRIVATE\0GLIBCXX_3.4.21\0");
    expect(await systemNeeds([file])).toEqual({ glibc: "2.28", libstdcxx: "3.4.21" });
    writeFileSync(file, "nothing");
    expect(await systemNeeds([file])).toEqual({ glibc: null, libstdcxx: null });
  });

  it.skipIf(process.platform !== "linux")("reads those of this Node (Linux only)", async () => {
    expect((await systemNeeds([process.execPath])).glibc).toMatch(/^2\.\d+$/);
  });
});

it("compares versions by number", () => {
  expect([isNewer("2.28", "2.9"), isNewer("2.9", "2.28"), isNewer("2.28", "2.28")]).toEqual([
    true,
    false,
    false,
  ]);
  expect([isNewer("2.28.1", "2.28"), isNewer("2.28", "2.28.1")]).toEqual([true, false]);
});

it("sees no libraries in what is no program", async () => {
  expect(await ownLibraries("/nonexistent")).toEqual([]);
});
