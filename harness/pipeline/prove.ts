import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Executor, SessionSpec } from "../model/executor.js";
import type { Project } from "../model/project.js";
import type { Workload } from "../model/target.js";
import { drawInputs, type Inputs } from "../plan/inputs.js";
import type { Fate } from "../record/result.js";
import { type Candidate, type Verification, verify } from "../verify/index.js";
import type { Prepared } from "./native.js";

/** One target × workload with its inputs drawn and its variants judged. */
export interface Proof {
  readonly workload: Workload;
  readonly inputs: Inputs;
  readonly spec: Omit<SessionSpec, "libraries">;
  readonly verification: Verification;
  /** Every chosen variant that cannot be measured, with why. */
  readonly out: ReadonlyMap<string, Fate>;
  /** Deletes the inputs. */
  readonly dispose: () => Promise<void>;
}

export interface ProveOptions {
  readonly executor: Executor;
  /** CPUs of the measurement to come. */
  readonly cpus: readonly number[];
  readonly onVariant: (name: string) => void;
}

/** Never shown while timing: for the check after it. */
const FRESH_INSTANCES = 1;

/** plan → verify of one workload. Throws ProblemError where nothing of it can be judged. */
export async function prove(
  project: Project,
  prepared: Prepared,
  workload: Workload,
  { executor, cpus, onVariant }: ProveOptions,
): Promise<Proof> {
  const { target, build } = prepared;
  const file = join(project.scratch, "run", `${process.pid}-${target.id}-${workload.name}.inputs`);
  const inputs = await drawInputs(target.signature, workload, FRESH_INSTANCES, file, target.file);
  const dispose = () => rm(file, { force: true });
  try {
    const candidates = prepared.variants.flatMap((variant): Candidate[] => {
      const artifact = build.artifacts.get(variant.name);
      return artifact && !prepared.out.has(variant.name) ? [{ variant, library: artifact.library }] : [];
    });
    const { settings } = workload;
    const spec = {
      driver: build.driver.library,
      layout: inputs.layout,
      images: file,
      instances: inputs.timed,
      align: settings.align,
      cache: settings.cache,
      // A kernel with threads of its own claims its CPUs before it is loaded; others move there only to be timed.
      cpus: settings.threads > 1 ? cpus : [],
      timeout: settings.limits.timeout,
    };
    const verification = await verify({
      executor,
      session: spec,
      target,
      workload,
      candidates,
      oracle: oracleOf(prepared),
      fresh: inputs.timed,
      onVariant,
    });
    const wrong = [...verification.problems].map(([name, problem]): [string, Fate] => [
      name,
      { state: "invalid", problem, artifact: build.artifacts.get(name)?.hash },
    ]);
    return { workload, inputs, spec, verification, out: new Map([...prepared.out, ...wrong]), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function oracleOf({ target, build }: Prepared): Candidate | null {
  const { oracle } = target;
  if (typeof oracle !== "object") return null;
  const artifact = build.artifacts.get(oracle.name);
  return artifact ? { variant: oracle, library: artifact.library } : null;
}
