import { existsSync, readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import type { LeftOut } from "../model/bundling.js";
import type { Project } from "../model/project.js";
import { hasNativeOracle, type Target, type Variant } from "../model/target.js";
import { listFiles } from "../support/git.js";
import { installedPackage, packagePath, requiredPackage } from "../support/installed.js";

/** The files of a project that its targets are made of. */

export interface Declared {
  readonly target: Target;
  /** Modules that its declaration consists of, relative to the project root. */
  readonly modules: readonly { readonly path: string }[];
}

export interface Sources {
  /** Relative to the project root, sorted. */
  readonly files: readonly string[];
  /** npm packages that variants are built against. */
  readonly packages: readonly { readonly name: string; readonly folder: string }[];
  readonly leftOut: readonly LeftOut[];
}

/** A scan, not a preprocessor: a name in a comment at worst adds a file. */
const INCLUDE = /(?:#\s*(?:include|embed)|\.incbin)\s*\\?["<]([^">\\\n]+)\\?[">]/g;
const TEXT = /\.(c|cc|cpp|cxx|C|cu|cuh|cl|h|hh|hpp|hxx|inc|inl|ipp|def|s|S)$/;
/** Compiler and linker options that are glued to a path. */
const PATH_OPTION = /^-(?:I|L|iquote|isystem|include|imacros|idirafter)=?/;

/**
 * What the folders of `declared` hold and what is used from elsewhere in the project: sources, headers, imported modules,
 * libraries. `others` are the declarations that are not wanted, whose folders stay out.
 */
export async function sourcesOf(
  project: Project,
  declared: readonly Declared[],
  others: readonly string[],
): Promise<Sources> {
  const { root } = project;
  const found = new Set<string>();
  const leftOut: LeftOut[] = [];
  const strange = others.map((file) => `${posix.dirname(file)}/`);
  const wanted = new Set(declared.map(({ target }) => posix.dirname(target.file)));
  for (const folder of wanted) {
    const inOther = (file: string) =>
      strange.some((other) => file.startsWith(other) && !`${folder}/`.startsWith(other));
    for (const file of await filesIn(root, folder)) if (!inOther(file)) found.add(file);
  }
  for (const { target, modules } of declared) {
    for (const { path } of modules) found.add(path);
    for (const variant of [...target.builds, ...(hasNativeOracle(target) ? [target.oracle] : [])]) {
      const used = await usedBy(root, variant);
      for (const file of used.files) found.add(file);
      leftOut.push(
        ...used.outside.map((path) => ({ what: path, why: `outside of the project (${target.id})` })),
      );
    }
  }
  // The kind of modules that scripts are, and other settings of Node's, are looked up from a file's folder upward.
  for (const file of [...found])
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      const manifest = posix.join(folder, "package.json");
      if (isFile(join(root, manifest))) found.add(manifest);
      if (folder === ".") break;
    }
  const { packages, missing } = packagesIn(root, declared);
  return { files: [...found].sort(), packages, leftOut: unique([...leftOut, ...missing]) };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
const unique = (all: readonly LeftOut[]): LeftOut[] => [
  ...new Map(all.map((one) => [`${one.what}\0${one.why}`, one])).values(),
];

/** Files below a folder, both relative to `root`: those that git does not ignore, or all where there is no git. */
async function filesIn(root: string, folder: string): Promise<string[]> {
  const listed = await listFiles(root, folder);
  if (listed) return listed.filter((file) => isFile(join(root, file)));
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !/(^|\/)(node_modules|\.[^/]+)\//.test(file) && isFile(join(root, file)));
}

/** Relative to `root` with forward slashes; null: outside of it. */
function inside(root: string, path: string): string | null {
  const place = relative(root, path);
  return place.startsWith("..") || isAbsolute(place) ? null : place.split(sep).join("/");
}

async function usedBy(
  root: string,
  variant: Variant,
): Promise<{ readonly files: ReadonlySet<string>; readonly outside: readonly string[] }> {
  const files = new Set<string>();
  const outside: string[] = [];
  const folders = variant.include.map((folder) => resolve(root, folder));
  const visit = (path: string) => {
    const place = inside(root, path);
    if (place === null) {
      outside.push(path);
      return;
    }
    if (files.has(place) || place.split("/").includes("node_modules")) return;
    files.add(place);
    if (!TEXT.test(place)) return;
    for (const [, name = ""] of readFileSync(path, "utf8").matchAll(INCLUDE)) {
      for (const folder of [dirname(path), ...folders])
        if (isFile(join(folder, name))) visit(join(folder, name));
    }
  };
  for (const word of [...variant.flags, ...variant.link]) {
    const path = resolve(root, word.replace(PATH_OPTION, ""));
    if (isFile(path)) visit(path);
    else if (PATH_OPTION.test(word) && isFolder(path) && path !== root) folders.push(path);
  }
  for (const folder of folders) {
    const place = inside(root, folder);
    if (place === null) outside.push(folder);
    else if (place !== "" && existsSync(folder))
      for (const file of await filesIn(root, place)) files.add(file);
  }
  const { library } = variant;
  const sources = [...variant.sources, ...(library === undefined || packagePath(library) ? [] : [library])];
  for (const path of sources.map((file) => resolve(root, file))) if (isFile(path)) visit(path);
  return { files, outside };
}

function packagesIn(root: string, declared: readonly Declared[]) {
  const packages = new Map<string, { readonly name: string; readonly folder: string }>();
  const missing: LeftOut[] = [];
  for (const { target } of declared) {
    for (const requirement of target.builds.flatMap(({ requires }) => requires)) {
      const wanted = requiredPackage(requirement);
      if (wanted === null) continue;
      const installed = installedPackage(root, wanted.name);
      if (installed?.version === wanted.version)
        packages.set(wanted.name, { name: wanted.name, folder: installed.folder });
      else missing.push({ what: requirement, why: "not installed here" });
    }
  }
  return { packages: [...packages.values()], missing };
}
