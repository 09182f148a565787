import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** This package on disk, found from wherever this code runs: the sources, or one file of a bundle. */

function findPackage(from: string): { root: string; version: string } {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      if (name === "pawl") return { root: folder, version };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of pawl above ${from}`);
  }
}

const found = findPackage(dirname(fileURLToPath(import.meta.url)));

/** Folder of pawl's own `package.json`, absolute. */
export const packageRoot = found.root;

/** Version of pawl, as its `package.json` says. */
export const packageVersion = found.version;
