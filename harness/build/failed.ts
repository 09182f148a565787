import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Problem } from "../model/problem.js";
import type { BuildContext, Job } from "./compile.js";
import type { NoToolkit } from "./cuda.js";
import { firstError, undefinedSymbols } from "./diagnose.js";

/** Undefined names that are listed. */
const NAMES = 3;

/** What is told of a compiler or linker that failed with `output`; keeps the whole `log`. */
export async function failed(
  job: Job,
  context: BuildContext,
  output: string,
  log: readonly string[],
): Promise<Problem> {
  const path = join(context.logs, `${job.label}.log`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, log.join("\n"));
  const whole = `the compiler's whole output is in ${relative(context.root, path)}.`;
  const sources = job.sources.map((source) => relative(context.root, source)).join(", ");
  const missing = undefinedSymbols(output);
  if (missing.length > 0) {
    const more = missing.length > NAMES ? ` and ${missing.length - NAMES} more` : "";
    const names = missing.slice(0, NAMES).map((name) => `\`${name}\``);
    // C++ names carry their parameters.
    const twin = missing.some((name) => name.includes("(")) ? ' (if it is C, declare it extern "C")' : "";
    return {
      code: "SYMBOL_UNDEFINED",
      message: `${job.label} uses ${names.join(", ")}${more}, which nothing defines.`,
      where: sources,
      mend: `Name the file that defines it under \`sources\`${twin}, or its library under \`link\`, in target.ts; ${whole}`,
    };
  }
  const { where, message } = firstError(output);
  return {
    code: COMPILE_ERROR,
    message: `${job.label} does not compile: ${message}`,
    where: where ?? sources,
    mend: `Mend the source; ${whole}`,
  };
}

/** What cannot be built on this machine, through no fault of its own. */
export const toolkitMissing = (
  { label, sources }: Pick<Job, "label" | "sources">,
  root: string,
  { reason, mend }: NoToolkit,
): Problem => ({
  code: TOOLKIT_MISSING,
  message: `${label} cannot be built here: ${reason}.`,
  where: sources.map((source) => relative(root, source)).join(", "),
  mend,
});

export const COMPILE_ERROR = "COMPILE_ERROR";
export const TOOLKIT_MISSING = "TOOLKIT_MISSING";
