import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Files of npm packages that native code is built against. A declaration names them in words that are the same on every
 * machine, `npm:@scope/name/lib/libx.so`, and pins the version under `requires`, `npm:@scope/name@1.2.3`, so that a
 * record's content says what was measured although the file itself lies outside of the project.
 */

const NAME = String.raw`(?:@[\w.-]+/)?[\w.-]+`;
const REQUIREMENT = new RegExp(`^npm:(${NAME})@(\\d+\\.\\d+\\.\\d+[\\w.+-]*)$`);
const PATH = new RegExp(`^npm:(${NAME})/(.+)$`);

/** A package at exactly one version; null: no such requirement. */
export function requiredPackage(requirement: string): { name: string; version: string } | null {
  const [, name, version] = REQUIREMENT.exec(requirement) ?? [];
  return name === undefined || version === undefined ? null : { name, version };
}

/** A file in a package; null: a path of another kind. */
export function packagePath(path: string): { name: string; inside: string } | null {
  const [, name, inside] = PATH.exec(path) ?? [];
  return name === undefined || inside === undefined ? null : { name, inside };
}

/** Folder and version of what a project finds under that name, as Node looks for it: the nearest `node_modules` upward. */
export function installedPackage(root: string, name: string): { folder: string; version: string } | null {
  const folder = join(root, "node_modules", name);
  try {
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      version?: unknown;
    };
    return { folder, version: String(version) };
  } catch {
    const above = dirname(root);
    return above === root ? null : installedPackage(above, name);
  }
}
