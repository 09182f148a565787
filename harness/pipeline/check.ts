import type { Project, Selection } from "../model/project.js";
import type { CheckReport } from "../model/reports.js";
import { EXIT } from "../support/problem.js";
import type { Context, Finished } from "./context.js";
import { eachComparison } from "./each.js";
import { exitCodeOf } from "./exit.js";
import { type Prepared, prepareNative } from "./native.js";
import { type Proof, prove } from "./prove.js";

type Checked = CheckReport["results"][number];

/** The correctness gate: build and prove, measure nothing. */
export async function check(
  project: Project,
  selection: Selection,
  context: Context,
): Promise<Finished<CheckReport>> {
  const native = await prepareNative(project, selection, context);
  const results: Checked[] = [];
  const comparisons = native.prepared.flatMap((prepared) =>
    prepared.workloads.map((workload) => ({ prepared, workload })),
  );
  const failures = await eachComparison(
    project,
    comparisons,
    context,
    async ({ prepared, workload }, { executor, inputs }) => {
      const names = { target: prepared.target.id, workload: workload.name };
      const onVariant = (variant: string) => context.observe({ event: "verify", ...names, variant });
      const proof = await prove(prepared, workload, inputs, { executor, cpus: [], onVariant });
      if (!context.signal.aborted) results.push(toChecked(prepared, proof));
    },
  );
  const problems = [...native.problems, ...failures.map(({ problem }) => problem)];
  const codes = [...native.problems.map(() => EXIT.failed), ...failures.map(({ exitCode }) => exitCode)];
  const states = results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state));
  return {
    report: { schema: "pawl/check@1", results, problems },
    exitCode: exitCodeOf(states, codes, context.signal.aborted),
  };
}

function toChecked({ target, variants }: Prepared, { workload, out }: Proof): Checked {
  const verdicts = variants.map(({ name }): [string, Checked["variants"][string]] => {
    const fate = out.get(name);
    return [
      name,
      fate === undefined || fate.state === "measured"
        ? { state: "verified", problem: null }
        : { state: fate.state, problem: fate.problem },
    ];
  });
  return { target: target.id, workload: workload.name, variants: Object.fromEntries(verdicts) };
}
