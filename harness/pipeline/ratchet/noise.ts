import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { quantile } from "simple-statistics";
import type { AccuracyReport } from "../../model/accuracy.js";
import type { Project } from "../../model/project.js";
import type { RatchetFile } from "../../model/ratchet.js";

/** Fewer samples say nothing of what 95 of 100 stay below. */
const FEWEST = 20;

/** Relative error that 95 of 100 measurements of equals stay below; null: not known. */
export interface Noise {
  /** As `bench accuracy` measured it, alone on the machine, on kernels of its own. */
  readonly machine: number | null;
  /** Of one case: as the ratchet's own samples have it, where they are enough; else the machine's. */
  of(target: string, workload: string): number | null;
}

export async function readNoise(project: Project, machine: string, file: RatchetFile | null): Promise<Noise> {
  const measured = await accuracyOf(project, machine);
  return {
    machine: measured,
    of(target, workload) {
      const own = (file?.noise ?? [])
        .filter((sample) => sample.target === target && sample.workload === workload)
        .map(({ ratio }) => Math.abs(ratio - 1));
      return own.length >= FEWEST ? quantile(own, 0.95) : measured;
    },
  };
}

async function accuracyOf(project: Project, machine: string): Promise<number | null> {
  const text = await readFile(join(project.results, machine, "accuracy.json"), "utf8").catch(() => null);
  try {
    const { scenarios } = JSON.parse(text ?? "") as AccuracyReport;
    const twins = scenarios.filter(({ kind, condition }) => kind === "twins" && condition === "alone");
    return twins.length === 0 ? null : Math.max(...twins.map(({ score }) => score.error.p95));
  } catch {
    return null; // none, or damaged, which is told where it is shown
  }
}
