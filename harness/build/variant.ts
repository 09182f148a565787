import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { DeviceApi } from "../model/device.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Target, Variant } from "../model/target.js";
import { requiredDevice } from "../support/features.js";
import { hashOf } from "../support/hash.js";
import { installedPackage, packagePath } from "../support/installed.js";
import { type BuildContext, type Built, compile } from "./compile.js";
import { COMPILE_ERROR, TOOLKIT_MISSING, toolkitMissing } from "./failed.js";
import { openclBuilds } from "./own.js";
import { outdated, takePrebuilt } from "./prebuilt.js";
import { type MissingSymbol, missingSymbol } from "./symbols.js";
import { flagsFor } from "./toolchain.js";

/** One variant, or the oracle: compiled or prebuilt, and exporting what it must. */
export async function buildVariant(
  project: Project,
  context: BuildContext,
  target: Target,
  variant: Variant,
): Promise<Built> {
  const label = `${target.id}/${variant.name}`;
  const root = variant.root ?? project.root;
  const at = (path: string) => {
    const inPackage = packagePath(path);
    const folder = inPackage ? installedPackage(root, inPackage.name)?.folder : undefined;
    if (inPackage && folder !== undefined) return join(folder, inPackage.inside);
    return isAbsolute(path) ? path : join(root, path);
  };
  const installed = variant.link.filter(packagePath).map(at);
  let built: Built;
  if (variant.library !== undefined) {
    const library = at(variant.library);
    const content = await readFile(library).catch(() => null);
    built = content
      ? { artifact: { library, hash: hashOf(content), files: [library] } }
      : libraryMissing(label, variant.library);
  } else if (!installed.every((path) => existsSync(path))) {
    return libraryMissing(label, variant.link.filter(packagePath).join(", "));
  } else {
    const sources = variant.sources.map(at);
    built = await compile(
      {
        ...{ label, sources },
        flags: [...flagsFor(context.architecture ?? "native"), ...variant.flags],
        link: [...variant.link.filter((word) => !packagePath(word)), ...installed],
        found: installed.map((path) => dirname(path)),
        include: [join(project.scratch, "include"), ...variant.include.map(at)],
        defines: variant.defines,
        sanitizers: context.sanitizers,
        cuda: requiresDevice(variant, "cuda"),
      },
      // Its files are known by where they lie in its own tree, so that equal sources give equal bytes.
      { ...context, root, cache: { ...context.cache, root } },
    );
    // Asked only now: it may as well come with headers and library of its own.
    if (
      "problem" in built &&
      built.problem.code === COMPILE_ERROR &&
      requiresDevice(variant, "opencl") &&
      !(await openclBuilds(project, context))
    )
      built = { problem: toolkitMissing({ label, sources }, root, NO_OPENCL) };
    const { elsewhere } = context.toolchain;
    if (
      "problem" in built &&
      built.problem.code === TOOLKIT_MISSING &&
      elsewhere &&
      context.sanitizers.length === 0 &&
      outdated(elsewhere, target, variant, root) === null
    )
      built = await takePrebuilt({ label, sources }, elsewhere, root);
  }
  if ("problem" in built) return built;
  const { state, before } = target.signature;
  const names = [
    variant.symbol,
    ...(state ? [state.create.name, state.destroy] : []),
    ...(before ? [before] : []),
  ];
  const missing = await missingSymbol(built.artifact, names, context.cache.folder);
  return missing ? { problem: symbolProblem(label, target, variant, missing) } : built;
}

const requiresDevice = ({ requires }: Variant, api: DeviceApi): boolean =>
  requires.some((name) => requiredDevice(name) === api);

const NO_OPENCL = {
  reason: "<CL/cl.h> and -lOpenCL are not installed",
  mend: "Install them (Debian, Ubuntu: apt-get install -y ocl-icd-opencl-dev · Fedora: dnf install ocl-icd-devel).",
};

const libraryMissing = (label: string, where: string): Built => ({
  problem: {
    code: "LIBRARY_MISSING",
    message: `${label}: its prebuilt library cannot be read.`,
    where,
    mend: "Build it, or correct the path in target.ts.",
  },
});

function symbolProblem(
  label: string,
  target: Target,
  variant: Variant,
  { name, mangledTwin, exported }: MissingSymbol,
): Problem {
  const where = variant.sources.join(", ") || variant.library;
  return {
    code: "SYMBOL_MISSING",
    message: mangledTwin
      ? `${label} exports no C function ${name}; it has the C++ function ${mangledTwin}.`
      : `${label} exports no function ${name}; it exports ${exported.slice(0, 5).join(", ") || "nothing"}.`,
    ...(where === undefined ? {} : { where }),
    mend: mangledTwin
      ? `Include "pawl/${target.id}.h", which declares it extern "C", and define it with exactly those parameters.`
      : `Name the function ${name}, or set the variant's symbol in target.ts.`,
  };
}
