import type { Project, Selection } from "../model/project.js";
import type { CheckReport } from "../model/reports.js";
import type { Sanitizer } from "../model/sanitizer.js";
import type { Workload } from "../model/target.js";
import { claim } from "./claim.js";
import type { Context, Finished } from "./context.js";
import { eachComparison } from "./each.js";
import { conclude } from "./exit.js";
import { longFuzzing, shortFuzzing } from "./fuzzing.js";
import { splitIdle } from "./idle.js";
import { type Prepared, prepareNative } from "./native.js";
import { type Proof, prove, type Unjudged } from "./prove.js";
import { notInstrumented, sanitizedIn, withPatience } from "./sanitize.js";

type Checked = CheckReport["results"][number];

export interface CheckOptions extends Selection {
  /** Built into the variants; none: they are checked as they are measured. */
  readonly sanitizers: readonly Sanitizer[];
  /** Drawn inputs to try on top, and the seed they are drawn from; null: the few that a run tries, too. */
  readonly fuzz: { readonly inputs: number; readonly seed: number } | null;
}

/** The correctness gate: build and prove, measure nothing. */
export async function check(
  project: Project,
  options: CheckOptions,
  context: Context,
): Promise<Finished<CheckReport>> {
  const { sanitizers } = options;
  const native = await prepareNative(project, options, context, sanitizers);
  const { runtime } = native;
  const results: Checked[] = [];
  const extra = sanitizers.length > 0 ? ` --sanitize ${sanitizers.join(",")}` : "";
  const fuzzing = options.fuzz
    ? longFuzzing(context.observe, { ...options.fuzz, extra })
    : shortFuzzing(context.observe, "check", extra);
  const { idle, active } = splitIdle(native.prepared);
  const comparisons = active.flatMap((prepared) =>
    prepared.workloads.map((workload) => ({
      prepared,
      workload: runtime ? withPatience(workload) : workload,
    })),
  );
  results.push(
    ...idle.map(({ prepared, workload }) =>
      toChecked(prepared, workload, { verification: null, out: prepared.out }),
    ),
  );
  const release = await claim({ command: "bench check", project: project.root, measures: false }, context);
  const failures = await eachComparison(
    project,
    comparisons,
    context,
    async ({ prepared, workload }, { executor, inputs }) => {
      const names = { target: prepared.target.id, workload: workload.name };
      const onVariant = (variant: string) => context.observe({ event: "verify", ...names, variant });
      const proof = await prove(prepared, workload, inputs, {
        executor,
        cpus: [],
        fuzzing,
        thorough: true,
        onVariant,
      });
      if (!context.signal.aborted) results.push(toChecked(prepared, workload, proof));
    },
    runtime && sanitizedIn(project, runtime),
  ).finally(release);
  const { signal } = context;
  const { problems, exitCode } = conclude({
    results,
    problems: native.problems,
    failures,
    interrupted: signal.aborted,
  });
  const warnings = runtime ? notInstrumented(native) : [];
  return { report: { schema: "pawl/check@1", sanitizers, results, warnings, problems }, exitCode };
}

function toChecked({ target, variants }: Prepared, workload: Workload, proof: Proof | Unjudged): Checked {
  const { out } = proof;
  const fuzzed = proof.verification && proof.fuzzed;
  const verdicts = variants.map(({ name }): [string, Checked["variants"][string]] => {
    const fate = out.get(name);
    if (fate === undefined || fate.state === "measured") return [name, { state: "verified", problem: null }];
    const example = fuzzed?.examples.get(name);
    return [name, { state: fate.state, problem: fate.problem, ...(example && { example }) }];
  });
  const fuzz = fuzzed && { inputs: fuzzed.inputs, seed: fuzzed.seed, declared: target.fuzzes };
  return { target: target.id, workload: workload.name, fuzz, variants: Object.fromEntries(verdicts) };
}
