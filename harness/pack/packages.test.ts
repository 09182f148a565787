import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../support/package.js";
import { temporaryProject } from "../support/testing/project.js";
import { filesOfPackage, LOADED, packagesOf, termsOf } from "./packages.js";

it("takes along what the build leaves out of dist/, apart from ts-morph", () => {
  const manifest = readFileSync(join(packageRoot, "package.json"), "utf8");
  const external = [...manifest.matchAll(/--external:([\w-]+)/g)].map(([, name]) => name);
  expect([...LOADED, "ts-morph"].sort()).toEqual(external.sort());
});

it("finds packages with what they need, and of optional ones the builds for this platform", async () => {
  const found = new Map((await packagesOf(packageRoot, LOADED)).map((one) => [one.name, one]));
  expect(found.get("koffi")?.place).toBe("node_modules/koffi");
  expect([...found.keys()]).toContain(`@koromix/koffi-${process.platform}-${process.arch}`);
  expect([...found.keys()]).toContain("imurmurhash");
  expect([...found.keys()]).not.toContain("uglify-js");
});

it("puts another version beside the package that needs it", async () => {
  const project = temporaryProject();
  const install = (folder: string, name: string, version: string, dependencies = {}) =>
    project.write(
      `${folder}/node_modules/${name}/package.json`,
      JSON.stringify({ name, version, dependencies }),
    );
  install(".", "a", "1.0.0", { b: "2" });
  install(".", "b", "1.0.0");
  install("node_modules/a", "b", "2.0.0");
  const found = await packagesOf(project.root, ["b", "a"]);
  expect(found.map(({ place, version }) => `${place} ${version}`)).toEqual([
    "node_modules/b 1.0.0",
    "node_modules/a 1.0.0",
    "node_modules/a/node_modules/b 2.0.0",
  ]);
});

it("says which package is not installed", async () => {
  const { root } = temporaryProject();
  await expect(packagesOf(root, ["nowhere-at-all"])).rejects.toMatchObject({
    problem: { code: "BUNDLE_INCOMPLETE", message: expect.stringContaining("nowhere-at-all") },
  });
});

it("keeps what Node loads, and the terms", async () => {
  const project = temporaryProject();
  for (const file of [
    "package.json",
    "lib/a.cjs",
    "a.d.ts",
    "a.js.map",
    "README.md",
    "LICENSE.md",
    "src/a.cc",
    "b.node",
  ])
    project.write(`p/${file}`, file === "package.json" ? '{"version":"1.0.0"}' : "");
  const folder = join(project.root, "p");
  const files = await filesOfPackage({ name: "p", version: "1.0.0", folder, place: "" });
  expect(files.sort()).toEqual(["LICENSE.md", "b.node", "lib/a.cjs", "package.json"]);
});

it("names the terms of what was compiled in, too", async () => {
  const terms = await termsOf(packageRoot);
  for (const name of ["koffi", "yargs", "execa", "valibot"])
    expect(terms).toMatch(new RegExp(`^${name} \\d`, "m"));
  expect(terms).toContain("Permission is hereby granted");
});
