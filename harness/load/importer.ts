import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import { packageRoot } from "../support/package.js";

type Imported =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

/** Imports the default export of declaration files, given relative to the project root. */
export type Importer = (file: string) => Promise<Imported>;

/** What `import … from "pawl"` in a declaration means: this very package, wherever the project lies. */
function entryOfPackage(): string {
  const built = join(packageRoot, "dist", "index.js");
  return existsSync(built) ? built : join(packageRoot, "harness", "index.ts");
}

/**
 * Executes TypeScript: a declaration is code of the project's own. Compiled modules are kept in the scratch
 * folder.
 */
export async function openImporter(project: Project): Promise<Importer> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(join(project.root, "pawl.js"), {
    alias: { pawl: entryOfPackage() },
    fsCache: join(project.scratch, "cache", "jiti"),
    interopDefault: false,
  });
  // The module cache is the process's own: what an earlier load left there may have changed on disk.
  for (const path of Object.keys(jiti.cache)) {
    if (isOwn(path, project.root)) delete jiti.cache[path];
  }
  return async (file) => {
    const path = join(project.root, file);
    try {
      const module = await jiti.import<Record<string, unknown>>(path);
      if (module.default === undefined) return failure(noDefault(file));
      return { ok: true, value: module.default };
    } catch (error) {
      return failure(thrown(error, project.root, file));
    }
  };
}

const isOwn = (path: string, root: string): boolean =>
  path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`);

const failure = (problem: Problem): Imported => ({ ok: false, problem });

const noDefault = (file: string): Problem => ({
  code: "DECLARATION_INVALID",
  message: "The file has no default export.",
  where: file,
  mend: "Write `export default defineTarget({ … })`.",
});

function thrown(error: unknown, root: string, file: string): Problem {
  const text = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const syntax = /^ParseError: ([^\n]*)\n\s*(\S.*):(\d+):\d+\s*$/.exec(text);
  if (syntax) {
    const [, message = "", path = "", line = ""] = syntax;
    return {
      code: "DECLARATION_SYNTAX",
      message: `Not valid TypeScript: ${message.trim()}`,
      where: `${relative(root, path)}:${line}`,
      mend: "Mend the syntax; an editor with TypeScript marks the place.",
    };
  }
  const frame = stack
    .split("\n")
    .map((line) => /\(?([^\s(]+):(\d+):\d+\)?$/.exec(line))
    .find((match) => match !== null && isOwn(match[1] as string, root));
  return {
    code: "DECLARATION_THROWS",
    message: `Loading the declaration failed: ${text.split("\nRequire stack")[0]}`,
    where: frame ? `${relative(root, frame[1] as string)}:${frame[2]}` : file,
    mend: "A declaration is data and small pure functions: it loads without devices, network or other files.",
  };
}
