import { copyFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Bundle } from "../model/bundle.js";
import type { Project } from "../model/project.js";
import { BUNDLE_LAYOUT } from "../support/bundle.js";
import { packageRoot } from "../support/package.js";
import { renderTemplate } from "../support/template.js";
import { filesOfPackage, LOADED, packagesOf, termsOf } from "./packages.js";
import type { Sources } from "./sources.js";

/** Lays out a bundle: what `BUNDLE_LAYOUT` names, below one folder. */

/** Of this package, beside the compiled code: what builds, and what renders. */
const OWN = ["package.json", "LICENSE", "harness/native/pawl", "templates"];

/** Where a Node distribution keeps its terms, from the folder of the program. */
const TERMS_OF_NODE = ["../LICENSE", "../share/doc/nodejs/LICENSE", "../share/doc/node/LICENSE", "LICENSE"];

/** What the system calls itself, by Node's names. */
const SYSTEMS: Readonly<Record<string, string>> = {
  "linux/x64": "Linux/x86_64",
  "linux/arm64": "Linux/aarch64",
};

/** Node, pawl with the packages that it loads, and the terms of all of them. */
export async function stageRuntime(folder: string): Promise<void> {
  const node = join(folder, BUNDLE_LAYOUT.node);
  await mkdir(dirname(node), { recursive: true });
  await copyFile(process.execPath, node);
  await writeFile(join(dirname(node), "LICENSE"), await termsOfNode());
  const own = join(folder, BUNDLE_LAYOUT.package);
  for (const path of OWN) await cp(join(packageRoot, path), join(own, path), { recursive: true });
  await cp(join(packageRoot, "dist"), join(own, "dist"), {
    recursive: true,
    filter: (path) => path !== join(packageRoot, "dist", "types"),
  });
  for (const one of await packagesOf(packageRoot, LOADED)) {
    for (const file of await filesOfPackage(one)) await place(one.folder, file, join(own, one.place));
  }
  await writeFile(join(own, "LICENSES.txt"), await termsOf(packageRoot));
}

async function termsOfNode(): Promise<string> {
  for (const path of TERMS_OF_NODE) {
    const text = await readFile(join(dirname(process.execPath), path), "utf8").catch(() => null);
    if (text !== null) return text;
  }
  return `https://github.com/nodejs/node/blob/v${process.versions.node}/LICENSE\n`;
}

/** The files of the project, where they lie there, and the packages that its variants are built against. */
export async function stageProject(
  folder: string,
  { root }: Project,
  { files, packages }: Pick<Sources, "files" | "packages">,
): Promise<void> {
  const project = join(folder, BUNDLE_LAYOUT.project);
  for (const file of files) await place(root, file, project);
  for (const { name, folder: from } of packages)
    await cp(from, join(project, "node_modules", name), { recursive: true, dereference: true });
}

async function place(from: string, file: string, to: string): Promise<void> {
  const target = join(to, file);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(from, file), target);
}

/** The manifest, the entry script, and a page that says how to use them. */
export async function stageEntry(folder: string, bundle: Bundle): Promise<void> {
  const { platform, arch, needs, targets, origin, version, node, prebuilt } = bundle;
  const system = SYSTEMS[`${platform}/${arch}`] as string;
  const named = system.replace("/", " ");
  const list = targets.join(" ");
  const libstdcxx = needs.libstdcxx === null ? "" : ` and libstdc++ with GLIBCXX_${needs.libstdcxx}`;
  const compiler =
    prebuilt === null
      ? "It needs a C++ compiler there."
      : `Where no C++ compiler answers, it uses what ${prebuilt.compiler} built for ${prebuilt.architecture}.`;
  await writeFile(join(folder, BUNDLE_LAYOUT.manifest), `${JSON.stringify(bundle, null, 2)}\n`);
  const entry = await renderTemplate("bundle/bench.hbs", {
    targets: list,
    node: BUNDLE_LAYOUT.node,
    systems: system,
    platform: named,
    needs: `glibc ${needs.glibc ?? "of any version"}${libstdcxx}`,
    cli: join(BUNDLE_LAYOUT.package, "dist", "cli.js"),
  });
  await writeFile(join(folder, "bench"), entry, { mode: 0o755 });
  const readme = await renderTemplate("bundle/README.txt.hbs", {
    name: origin.name ?? "a project",
    commit: origin.commit === null ? "" : ` at ${origin.commit}${origin.dirty ? " with changes" : ""}`,
    ...{ platform: named, version, node, targets: list, compiler },
  });
  await writeFile(join(folder, "README.txt"), readme);
}

/** Whether bundles can be made here. */
export const canBundle = (): boolean => SYSTEMS[`${process.platform}/${process.arch}`] !== undefined;
