import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Sanitized } from "../measure/index.js";
import type { Warning } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { SanitizerRuntime } from "../model/sanitizer.js";
import type { Workload } from "../model/target.js";
import type { Native } from "./native.js";

/** How workers run the sanitized builds of a project: reports go beside the logs of builds. */
export const sanitizedIn = (project: Project, runtime: SanitizerRuntime): Sanitized => ({
  runtime,
  keep(target, variant, report) {
    const path = join(project.scratch, "log", target, `${variant ?? "worker"}.sanitizer.log`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, report);
    return relative(project.root, path);
  },
});

/**
 * Checks take several times as long where vectorised loops look at every access: what is only slow must not count as
 * hung. AddressSanitizer alone slows typical code by 1.7 (Serebryany et al., USENIX ATC 2012).
 */
const SLOWDOWN = 5;

export function withPatience(workload: Workload): Workload {
  const { settings } = workload;
  const limits = { ...settings.limits, timeout: settings.limits.timeout * SLOWDOWN };
  return { ...workload, settings: { ...settings, limits } };
}

/** What was checked without sanitizers all the same. */
export const notInstrumented = ({ prepared }: Native): Warning[] =>
  prepared.flatMap(({ target, variants, out }) =>
    variants
      .filter(({ name, library }) => library !== undefined && !out.has(name))
      .map(({ name }) => ({
        code: "not-instrumented",
        message: `${target.id}/${name} is a prebuilt library: it is checked without sanitizers`,
      })),
  );
