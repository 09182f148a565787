import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** One file that a declaration consists of. */
export interface LocalModule {
  /** Relative to the project root. */
  readonly path: string;
  readonly content: string;
}

// A scan, not a parser: a specifier in a comment at worst adds a file to the hash.
const RELATIVE_IMPORT = /\b(?:from|import|require)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

const EXTENSIONS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];

/** TypeScript is imported under the name that it would be compiled to. */
const candidates = (path: string): string[] => [
  path,
  path.replace(/\.([mc]?)js$/, ".$1ts"),
  ...EXTENSIONS.flatMap((extension) => [path + extension, join(path, `index${extension}`)]),
];

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/**
 * `file` (relative to `root`) and every module that it imports by relative path, transitively; `file` first,
 * the rest sorted. What cannot be resolved is left for the import itself to report.
 */
export function localModules(root: string, file: string): LocalModule[] {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    const content = readFileSync(path, "utf8");
    found.set(path, content);
    for (const [, specifier] of content.matchAll(RELATIVE_IMPORT)) {
      const target = candidates(join(dirname(path), specifier as string)).find(isFile);
      if (target !== undefined) visit(target);
    }
  };
  visit(join(root, file));
  const [own, ...imported] = [...found].map(([path, content]) => ({ path: relative(root, path), content }));
  imported.sort((a, b) => (a.path < b.path ? -1 : 1));
  return [own as LocalModule, ...imported];
}
