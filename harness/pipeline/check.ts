import { join } from "node:path";
import { createExecutor } from "../measure/index.js";
import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { CheckReport } from "../model/reports.js";
import { ProblemError } from "../support/problem.js";
import type { Context, Finished } from "./context.js";
import { exitCodeOf } from "./exit.js";
import { type Prepared, prepareNative } from "./native.js";
import { type Proof, prove } from "./prove.js";

type Checked = CheckReport["results"][number];

/** The correctness gate: build and prove, measure nothing. */
export async function check(
  project: Project,
  selection: Selection,
  { observe, signal }: Context,
): Promise<Finished<CheckReport>> {
  const native = await prepareNative(project, selection, { observe, signal });
  const problems: Problem[] = [...native.problems];
  const results: Checked[] = [];
  const executor = createExecutor(join(project.scratch, "run"));
  const stop = () => void executor.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const prepared of native.prepared) {
      for (const workload of prepared.workloads) {
        if (signal.aborted) break;
        const names = { target: prepared.target.id, workload: workload.name };
        executor.prepare();
        try {
          const proof = await prove(project, prepared, workload, {
            executor,
            cpus: [],
            onVariant: (variant) => observe({ event: "verify", ...names, variant }),
          });
          await proof.dispose();
          if (!signal.aborted) results.push(toChecked(prepared, proof));
        } catch (error) {
          if (signal.aborted) break;
          if (!(error instanceof ProblemError)) throw error;
          problems.push(error.problem);
          observe({ event: "problem", problem: error.problem });
        }
      }
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await executor.close();
  }
  const states = results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state));
  return {
    report: { schema: "pawl/check@1", results, problems },
    exitCode: exitCodeOf(states, problems.length, signal.aborted),
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
