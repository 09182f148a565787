import { join } from "node:path";
import { PACKAGE, run, type TestProject } from "./project.js";

/**
 * What the TypeScript compiler of this package, strict, says of a project's declarations; empty when nothing. `paths` say
 * where packages that are not installed in the project have their types.
 */
export async function typeCheck(
  project: TestProject,
  paths: Readonly<Record<string, string>> = {},
): Promise<string> {
  project.write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        target: "es2023",
        lib: ["es2023"],
        module: "nodenext",
        types: [],
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        paths: Object.fromEntries(Object.entries(paths).map(([name, file]) => [name, [file]])),
      },
      include: ["targets"],
    }),
  );
  const tsc = join(PACKAGE, "node_modules", "typescript", "bin", "tsc");
  const { stdout, stderr } = await run(process.execPath, [tsc, "-p", "."], project.root).finished;
  return stdout + stderr;
}
