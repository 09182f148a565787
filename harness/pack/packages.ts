import { readdir, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { installedPackage } from "../support/installed.js";
import { ProblemError } from "../support/problem.js";

/** The npm packages that pawl's compiled code loads while it runs, and under what terms all of its parts come. */

/** What the build leaves out of `dist/`, apart from ts-morph: declarations are edited at home. */
export const LOADED: readonly string[] = ["koffi", "jiti", "handlebars", "mitata", "write-file-atomic"];

/** Only what Node loads, and the terms: no typings, maps, sources and documents. */
const KEPT = /\.([cm]?js|json|node|wasm)$/;
const TERMS = /^(licen[cs]e|copying|notice|copyright)\b.*/i;

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute, links resolved. */
  readonly folder: string;
  /** Where it goes below the folder of pawl: `node_modules/koffi`. */
  readonly place: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * `names` and what they need, as they are installed for the package in `root`.
 * @throws ProblemError BUNDLE_INCOMPLETE when one is not installed
 */
export async function packagesOf(
  root: string,
  names: readonly string[],
): Promise<readonly InstalledPackage[]> {
  const placed = new Map<string, InstalledPackage>();
  const visit = async (name: string, from: string, place: string): Promise<void> => {
    const installed = installedPackage(from, name);
    if (installed === null) throw notInstalled(name, from);
    const folder = await realpath(installed.folder);
    const top = `node_modules/${name}`;
    const there = placed.get(top);
    if (there?.folder === folder) return;
    // As npm does: at the top, unless another version is there.
    const own = { name, version: installed.version, folder, place: there ? `${place}/${top}` : top };
    placed.set(own.place, own);
    const manifest = await manifestOf(folder);
    for (const dependency of Object.keys(manifest.dependencies ?? {}))
      await visit(dependency, folder, own.place);
    for (const dependency of Object.keys(manifest.optionalDependencies ?? {})) {
      const build = installedPackage(folder, dependency);
      // Builds for one platform each; what else is optional nobody needs.
      if (build && fits(await manifestOf(build.folder))) await visit(dependency, folder, own.place);
    }
  };
  for (const name of names) await visit(name, root, "");
  return [...placed.values()];
}

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;

const fits = ({ os, cpu }: Manifest): boolean =>
  os?.includes(process.platform) === true && cpu?.includes(process.arch) === true;

/** Its files that are needed, relative to its folder. */
export async function filesOfPackage({ folder }: InstalledPackage): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const inside = (path: string) => path.slice(folder.length + 1);
  return entries
    .filter((entry) => entry.isFile() && (KEPT.test(entry.name) || TERMS.test(entry.name)))
    .map((entry) => inside(join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes("node_modules/"));
}

/** Terms of every package that pawl is made of, those that were compiled into `dist/` too. */
export async function termsOf(root: string): Promise<string> {
  const { dependencies = {} } = await manifestOf(root);
  const names = Object.keys(dependencies).filter((name) => name !== "ts-morph");
  const packages = [...(await packagesOf(root, names))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = await Promise.all(
    packages.map(async ({ name, version, folder }) => {
      const files = (await readdir(folder)).filter((file) => TERMS.test(file)).sort();
      const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
      const { license = "see its package" } = await manifestOf(folder);
      return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join("\n\n")}`.trim();
    }),
  );
  return `${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

const notInstalled = (name: string, from: string): ProblemError =>
  new ProblemError({
    code: "BUNDLE_INCOMPLETE",
    message: `The bundle needs the package ${name}, which is not installed.`,
    where: from,
    mend: "Install the packages again (`npm ci`, or `npm install` where there is no lock file).",
  });
