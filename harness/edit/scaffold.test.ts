import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TEMPLATES } from "../model/templates.js";
import { packageRoot } from "../support/package.js";
import { temporaryProject } from "../support/testing/project.js";
import { scaffold } from "./scaffold.js";

describe("scaffold", () => {
  test("makes targets/<id>/, or targets/<group>/<id>/", async () => {
    const project = temporaryProject();
    const files = ["divide.cpp", "multiply.cpp", "target.ts"];
    expect(await scaffold(project, "demo")).toEqual({
      id: "demo",
      files: files.map((file) => `targets/demo/${file}`),
    });
    expect(await scaffold(project, "vector/4.3", "state")).toEqual({
      id: "4.3",
      files: ["pow.cpp", "table.cpp", "target.ts"].map((file) => `targets/vector/4.3/${file}`),
    });
    expect(project.read("targets/vector/4.3/target.ts")).toContain('id: "4.3"');
    expect(project.read("targets/vector/4.3/pow.cpp")).toContain('#include "pawl/4.3.h"');
  });

  test("what it writes type-checks in a strict project without Node's types", async () => {
    const project = temporaryProject();
    await scaffold(project, "one", "basic");
    await scaffold(project, "two", "state");
    const compilerOptions = {
      target: "es2023",
      lib: ["es2023"],
      module: "esnext",
      moduleResolution: "bundler",
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      paths: { pawl: [join(packageRoot, "harness/index.ts")] },
    };
    project.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["targets"] }));
    const tsc = join(packageRoot, "node_modules/typescript/bin/tsc");
    expect(execFileSync(process.execPath, [tsc, "-p", project.root], { encoding: "utf8" })).toBe("");
  });

  test.each([
    ["BAD_ID", "a b", "basic"],
    ["BAD_ID", "../demo", "basic"],
    ["BAD_ID", "a/b/c", "basic"],
    ["BAD_ID", "", "basic"],
    ["EXISTS", "taken", "basic"],
    ["EXISTS", "group/Used", "basic"],
    ["UNKNOWN_TEMPLATE", "demo", "basics"],
  ])("%s: %j from %s", async (code, id, template) => {
    const project = temporaryProject();
    project.write("targets/taken/notes.md", "mine");
    const problem = expect.objectContaining({ code });
    await expect(scaffold(project, id, template, ["used"])).rejects.toThrow(
      expect.objectContaining({ exitCode: 2, problem }),
    );
  });

  test("names the templates that there are", async () => {
    expect(readdirSync(join(packageRoot, "templates", "targets")).sort()).toEqual([...TEMPLATES]);
    await expect(scaffold(temporaryProject(), "demo", "cuda")).rejects.toMatchObject({
      problem: { mend: "Use one of basic, state." },
    });
  });
});
