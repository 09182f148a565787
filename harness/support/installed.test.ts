import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, test } from "vitest";
import { installedPackage, packagePath, requiredPackage } from "./installed.js";

const root = mkdtempSync(join(tmpdir(), "pawl-installed-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["npm:blas@1.2.3", { name: "blas", version: "1.2.3" }],
  ["npm:@scope/blas.js@1.2.3-rc.1", { name: "@scope/blas.js", version: "1.2.3-rc.1" }],
  ["npm:blas", null],
  ["npm:blas@^1.2.3", null],
  ["npm:blas@latest", null],
  ["npm:../blas@1.2.3", null],
  ["avx512f", null],
])("requirement %s", (text, expected) => expect(requiredPackage(text)).toEqual(expected));

test.each([
  ["npm:blas/lib/libblas.so", { name: "blas", inside: "lib/libblas.so" }],
  ["npm:@scope/blas/libblas.so", { name: "@scope/blas", inside: "libblas.so" }],
  ["npm:@scope/blas", null],
  ["lib/libblas.so", null],
  ["-lblas", null],
])("path %s", (text, expected) => expect(packagePath(text)).toEqual(expected));

describe("installedPackage", () => {
  const project = join(root, "packages", "mine");
  const at = (folder: string, version: string) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ version }));
  };
  at(project, "0.0.0");
  at(join(root, "node_modules", "@scope", "blas"), "1.2.3");

  it("finds what lies above the project", () =>
    expect(installedPackage(project, "@scope/blas")).toEqual({
      folder: join(root, "node_modules/@scope/blas"),
      version: "1.2.3",
    }));

  it("prefers the nearest", () => {
    at(join(project, "node_modules", "@scope", "blas"), "2.0.0");
    expect(installedPackage(project, "@scope/blas")?.version).toBe("2.0.0");
  });

  it("finds nothing", () => expect(installedPackage(project, "no-such-package-anywhere")).toBeNull());
});
