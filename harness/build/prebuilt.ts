import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Prebuilt, PrebuiltLibrary } from "../model/bundle.js";
import type { Target, Variant } from "../model/target.js";
import { BUNDLE_LAYOUT, type OpenBundle } from "../support/bundle.js";
import { hashOf, hashOfFile } from "../support/hash.js";
import type { Built, Job } from "./compile.js";
import type { Toolchain } from "./toolchain.js";

/** What was built elsewhere, in place of a compiler. */

export interface OpenPrebuilt extends Prebuilt {
  /** Of the bundle, absolute. */
  readonly folder: string;
}

/** What a build is known by: `4.2/dense dense.cpp`. The source tells a target's driver from a variant of that name. */
export const prebuiltKey = (label: string, source: string): string => `${label} ${basename(source)}`;

/** A toolchain that compiles nothing, and has what the bundle's builder compiled; null: there is none in it. */
export function openPrebuilt({ prebuilt, folder }: OpenBundle): Toolchain | null {
  if (prebuilt === null) return null;
  const { compiler, family, architecture } = prebuilt;
  return {
    ...{ cxx: [], cc: [], family, version: compiler },
    identity: [compiler, architecture].join(" | "),
    prebuilt: { ...prebuilt, folder },
  };
}

/** Why a variant cannot be taken from there: it is not there, or no longer what was built; null: it can. */
export function outdated(
  prebuilt: Prebuilt,
  { id, hash, file }: Pick<Target, "id" | "hash" | "file">,
  { name, sources }: Pick<Variant, "name" | "sources">,
  root: string,
): string | null {
  const library = prebuilt.libraries[prebuiltKey(`${id}/${name}`, sources[0] ?? "")];
  if (library === undefined) return `it was not built for ${prebuilt.architecture} when the bundle was made`;
  if (prebuilt.declarations[id] !== hash) return `${file} has changed since it was built`;
  const changed = Object.entries(library.inputs).find(([path, was]) => hashOfFile(root, path) !== was);
  return changed ? `${changed[0]} has changed since it was built` : null;
}

/** The library of a job; whether it is of today's sources tells `outdated`. */
export async function takePrebuilt(
  { label, sources }: Pick<Job, "label" | "sources">,
  { libraries, folder, architecture }: OpenPrebuilt,
  root: string,
): Promise<Built> {
  const found: PrebuiltLibrary | undefined = libraries[prebuiltKey(label, sources[0] ?? "")];
  const library = found && join(folder, BUNDLE_LAYOUT.prebuilt, found.file);
  const content = library && (await readFile(library).catch(() => null));
  if (!library || !content) {
    return {
      problem: {
        code: "NOT_PREBUILT",
        message: `${label} is not among the libraries that were built for ${architecture}, and no compiler answers.`,
        where: sources.join(", "),
        mend: "Install a C++ compiler here, or make the bundle again where it builds.",
      },
    };
  }
  return {
    artifact: {
      library,
      hash: hashOf(content),
      files: Object.keys(found.inputs).map((path) => resolve(root, path)),
    },
  };
}
