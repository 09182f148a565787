import { join } from "node:path";
import { buildCounter } from "../../build/index.js";
import { architectureOf, findTool, type Tool, uncountable } from "../../count/index.js";
import type { CounterChoice } from "../../model/counter.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { Fate } from "../../record/result.js";
import { buildAll } from "../builds.js";
import type { Context } from "../context.js";
import { failuresOf, type Native, type Prepared } from "../native.js";

/** Everything that counting the variants of some targets needs. */
export interface Counting {
  readonly tool: Tool;
  /** The program that calls them. */
  readonly program: string;
  /** Folder for what is needed meanwhile. */
  readonly scratch: string;
  /** By target id, built for counting; a problem: nothing of it could be built. */
  readonly prepared: ReadonlyMap<string, Prepared | Problem>;
}

/**
 * Finds who counts, and builds what it can count: for valgrind, which knows no AVX-512, every variant anew for a fixed
 * architecture (variants that require more are out, with the reason); for the CPU's own counter what is timed. Of
 * `native` only targets, chosen variants and the toolchain matter, so that it may as well be another commit's.
 * `counting` is null where nobody can count; `problems` then says why, or that valgrind stands in for the CPU.
 */
export async function prepareCounting(
  project: Project,
  native: Pick<Native, "machine" | "toolchain" | "prepared">,
  choice: CounterChoice,
  context: Context,
): Promise<{ readonly counting: Counting | null; readonly problems: readonly Problem[] }> {
  const program = await buildCounter(project, native.toolchain, context.signal);
  if (program === null) return { counting: null, problems: [PROGRAM_MISSING] };
  const { tool, problems } = await findTool(choice, program);
  if (tool === null) return { counting: null, problems };
  const scratch = join(project.scratch, "run");
  const prepared =
    tool.counter === "perf_event"
      ? new Map(native.prepared.map((one) => [one.target.id, { ...one, out: skipped(one, null) }]))
      : await buildForCounting(project, native, context);
  return { counting: { tool, program, scratch, prepared }, problems };
}

const PROGRAM_MISSING: Problem = {
  code: "COUNTER_NOT_BUILT",
  message: "Instructions are not counted: the program that calls the variants does not compile here.",
  where: "harness/native/pawl/count.cpp",
  mend: "It needs Linux and its headers; the compiler's whole output is in .pawl/log/count.cpp.log.",
};

async function buildForCounting(
  project: Project,
  { machine, toolchain, prepared }: Pick<Native, "machine" | "toolchain" | "prepared">,
  context: Context,
): Promise<Map<string, Prepared | Problem>> {
  const architecture = architectureOf(machine.isa);
  const chosen = prepared.map((one) => ({ ...one, out: skipped(one, architecture) }));
  const requests = chosen.map(({ target, variants, out }) => ({
    target,
    variants: variants.filter(({ name }) => !out.has(name)),
  }));
  const builds = await buildAll(project, requests, { toolchain, architecture }, context);
  return new Map(
    chosen.flatMap((one): [string, Prepared | Problem][] => {
      const build = builds.get(one.target.id);
      if (!build) return [];
      if ("code" in build) return [[one.target.id, build]];
      return [[one.target.id, { ...one, build, out: new Map([...one.out, ...failuresOf(build)]) }]];
    }),
  );
}

/**
 * What is out before anything is built: it is out already, or nobody counts what it requires. `architecture`: what it is
 * built for; null: for this CPU, which counts all but the work of devices.
 */
function skipped({ target, variants, out }: Prepared, architecture: string | null): Map<string, Fate> {
  return new Map(
    variants.flatMap((variant): [string, Fate][] => {
      const known = out.get(variant.name);
      if (known) return [[variant.name, known]];
      const reason = uncountable(variant.requires, architecture);
      if (reason === null) return [];
      const problem: Problem = { code: "REQUIRES_MISSING", message: reason, where: target.file };
      return [[variant.name, { state: "skipped", problem }]];
    }),
  );
}
