import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Variant } from "../model/target.js";
import { type TemporaryProject, temporaryProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant } from "../support/testing/target.js";
import { sourcesOf } from "./sources.js";

const FILE = "targets/g/one/target.ts";

function scene(files: Readonly<Record<string, string>>): TemporaryProject {
  const project = temporaryProject();
  for (const [file, text] of Object.entries({ [FILE]: "", ...files })) project.write(file, text);
  return project;
}

function of(project: TemporaryProject, variant: Partial<Variant>, others: readonly string[] = []) {
  const signature = { kernel: { name: "kernel", args: {} } };
  const target = sampleTarget(signature, [sampleVariant("a", { sources: [], ...variant })], { file: FILE });
  return sourcesOf(project, [{ target, modules: [{ path: FILE }] }], others);
}

it("takes the folder of a declaration, without those of others in it", async () => {
  const project = scene({
    "targets/g/one/a.cl": "",
    "targets/g/one/two/target.ts": "",
    "targets/g/three/x.h": "",
  });
  const { files } = await of(project, {}, ["targets/g/one/two/target.ts"]);
  expect(files).toEqual(["targets/g/one/a.cl", FILE]);
});

it("follows includes out of the folder, beside the file and along the folders of the variant", async () => {
  const project = scene({
    "targets/g/one/a.cpp": '#include "../lib/x.hpp"\n#  include <y.hpp>\n#include "pawl/1.1.h"\n',
    "targets/g/lib/x.hpp": '#include "z.hpp"',
    "targets/g/lib/z.hpp": '#include "x.hpp"',
    "shared/y.hpp": "",
    "shared/unused.hpp": "",
    "targets/g/lib/unused.hpp": "",
  });
  const { files, leftOut } = await of(project, { sources: ["targets/g/one/a.cpp"], include: ["shared"] });
  expect(leftOut).toEqual([]);
  expect(files).toEqual(
    [
      "shared/unused.hpp",
      "shared/y.hpp",
      "targets/g/lib/x.hpp",
      "targets/g/lib/z.hpp",
      "targets/g/one/a.cpp",
      FILE,
    ].sort(),
  );
});

it("takes what flags and the linker name, a prebuilt library, and the nearest package.json", async () => {
  const project = scene({
    "package.json": "{}",
    "inc/a.h": "",
    "lib/liba.a": "",
    "forced.h": "",
    "prebuilt.so": "",
  });
  const { files } = await of(project, {
    flags: ["-Iinc", "-include", "forced.h", "-O2"],
    link: ["lib/liba.a", "-lm"],
    library: "prebuilt.so",
  });
  expect(files).toEqual(["forced.h", "inc/a.h", "lib/liba.a", "package.json", "prebuilt.so", FILE].sort());
});

it("tells what lies outside of the project", async () => {
  const project = scene({});
  const other = scene({ "x.so": "" });
  const library = join(other.root, "x.so");
  const { files, leftOut } = await of(project, { library });
  expect(files).toEqual([FILE]);
  expect(leftOut).toEqual([{ what: library, why: expect.stringContaining("outside of the project") }]);
});

it("leaves out what git ignores, unless a variant uses it", async () => {
  const project = scene({
    ".gitignore": "*.bin\n*.gen.h\n",
    "targets/g/one/large.bin": "",
    "targets/g/one/made.gen.h": "",
    "targets/g/one/a.cpp": '#include "made.gen.h"',
  });
  execFileSync("git", ["init", "--quiet"], { cwd: project.root });
  const { files } = await of(project, { sources: ["targets/g/one/a.cpp"] });
  expect(files).toEqual(["targets/g/one/a.cpp", "targets/g/one/made.gen.h", FILE]);
});

it("takes npm packages of the required version, and names those that are missing", async () => {
  const project = scene({ "node_modules/@s/p/package.json": '{"version":"1.2.3"}' });
  const found = await of(project, { requires: ["npm:@s/p@1.2.3", "npm:q@1.0.0", "avx2"] });
  expect(found.packages).toEqual([{ name: "@s/p", folder: join(project.root, "node_modules/@s/p") }]);
  expect(found.leftOut).toEqual([{ what: "npm:q@1.0.0", why: "not installed here" }]);
});
