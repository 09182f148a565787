import { isAbsolute, join, posix } from "node:path";
import { closest } from "fastest-levenshtein";
import { FEATURES, isFeature } from "../../support/features.js";
import { packagePath, requiredPackage } from "../../support/installed.js";
import { problemIn, quoted, type Rule } from "./rule.js";

/** `baseline` and `optimized` are two of the variants. */
export const rolesAreVariants: Rule = ({ variants, baseline, optimized }, context) => {
  const names = Object.keys(variants);
  const problems = Object.entries({ baseline, optimized })
    .filter(([, name]) => name !== undefined && !Object.hasOwn(variants, name))
    .map(([role, name]) =>
      problemIn(
        context,
        "NOT_A_VARIANT",
        `${role} is "${name}", which is no variant of this target.`,
        `Name one of ${quoted(names) || "(there is none)"}.`,
      ),
    );
  if (optimized !== undefined && optimized === baseline) {
    problems.push(
      problemIn(
        context,
        "NOT_A_VARIANT",
        `optimized is the baseline, "${baseline}", itself.`,
        "Name the variant that is to beat it, or leave optimized out.",
      ),
    );
  }
  return problems;
};

/** A variant says in one way where its code is. */
export const variantsHaveCode: Rule = ({ variants }, context) =>
  Object.entries(variants).flatMap(([name, variant]) => {
    if (typeof variant === "string") return [];
    const given = [variant.source, variant.sources, variant.library].filter((value) => value !== undefined);
    return given.length === 1 && variant.sources?.length !== 0
      ? []
      : [
          problemIn(
            context,
            "BAD_VARIANT",
            `The variant "${name}" needs exactly one of source, sources and library.`,
            'Write for example { source: "file.cpp" }.',
          ),
        ];
  });

/**
 * A project is whole: a clone of it builds. Only prebuilt libraries and include folders may lie elsewhere: by absolute
 * path, and libraries in installed packages.
 */
export const pathsStayInside: Rule = ({ variants, oracle }, context) => {
  const sources: string[] = typeof oracle === "string" ? [oracle] : [];
  const installed: string[] = [];
  for (const variant of Object.values(variants)) {
    if (typeof variant === "string") sources.push(variant);
    else {
      sources.push(...(variant.source === undefined ? [] : [variant.source]), ...(variant.sources ?? []));
      installed.push(...(variant.library === undefined ? [] : [variant.library]), ...(variant.include ?? []));
    }
  }
  const folder = posix.dirname(context.file);
  const leaves = (path: string) => isAbsolute(path) || /^\.\.(\/|$)/.test(join(folder, path));
  const bad = [
    ...sources.filter(leaves),
    ...installed.filter((path) => !isAbsolute(path) && !packagePath(path) && leaves(path)),
  ];
  return bad.map((path) =>
    problemIn(
      context,
      "PATH_OUTSIDE",
      `"${path}" lies outside the project.`,
      "Keep sources in the project, with paths relative to the folder of target.ts.",
    ),
  );
};

/** What judges the others must run wherever one of them does. */
export const oracleNeedsNoDevice: Rule = ({ oracle }, context) =>
  typeof oracle === "string" && oracle.endsWith(".cu")
    ? [
        problemIn(
          context,
          "ORACLE_ON_DEVICE",
          `The oracle "${oracle}" is code for a device.`,
          "Write it for the CPU: every machine that runs a variant can run it then.",
        ),
      ]
    : [];

/** A misspelt requirement would be missing on every machine, and the variant skipped for ever. */
export const requirementsExist: Rule = ({ variants }, context) =>
  Object.entries(variants).flatMap(([name, variant]) => {
    const required = typeof variant === "string" ? [] : (variant.requires ?? []);
    return required
      .filter((feature) => !isFeature(feature) && !requiredPackage(feature))
      .map((feature) =>
        problemIn(
          context,
          "UNKNOWN_FEATURE",
          `The variant "${name}" requires "${feature}", which is neither a CPU feature nor a device nor a package.`,
          feature.startsWith("npm:")
            ? 'Name a package and its exact version: "npm:@scope/name@1.2.3".'
            : `Did you mean "${closest(feature.toLowerCase(), FEATURES)}"? CPU features are called as in /proc/cpuinfo, devices "cuda" and "opencl".`,
        ),
      );
  });

/** A record tells what was measured only if the version of a package that lies outside of the project is pinned. */
export const packagesArePinned: Rule = ({ variants }, context) =>
  Object.entries(variants).flatMap(([name, variant]) => {
    if (typeof variant === "string") return [];
    const pinned = new Set(variant.requires?.map((requirement) => requiredPackage(requirement)?.name));
    const paths = [...(variant.link ?? []), ...(variant.library === undefined ? [] : [variant.library])];
    const used = new Set(paths.flatMap((path) => packagePath(path)?.name ?? []));
    return [...used]
      .filter((used) => !pinned.has(used))
      .map((used) =>
        problemIn(
          context,
          "UNPINNED_PACKAGE",
          `The variant "${name}" is built with a file of the package ${used}, whose version it does not require.`,
          `Add the version to its requires: "npm:${used}@1.2.3".`,
        ),
      );
  });
