import type { Project, Selection } from "../model/project.js";
import type { CheckReport } from "../model/reports.js";
import type { Workload } from "../model/target.js";
import type { Fate } from "../record/result.js";
import type { Context, Finished } from "./context.js";
import { eachComparison } from "./each.js";
import { conclude } from "./exit.js";
import { type Prepared, prepareNative } from "./native.js";
import { prove } from "./prove.js";

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
      const { out } = await prove(prepared, workload, inputs, { executor, cpus: [], onVariant });
      if (!context.signal.aborted) results.push(toChecked(prepared, workload, out));
    },
  );
  const { signal } = context;
  const { problems, exitCode } = conclude({
    results,
    problems: native.problems,
    failures,
    interrupted: signal.aborted,
  });
  return { report: { schema: "pawl/check@1", results, problems }, exitCode };
}

function toChecked(
  { target, variants }: Prepared,
  workload: Workload,
  out: ReadonlyMap<string, Fate>,
): Checked {
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
