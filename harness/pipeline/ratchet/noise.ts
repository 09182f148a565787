import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { quantile } from "simple-statistics";
import type { AccuracyReport } from "../../model/accuracy.js";
import type { Project } from "../../model/project.js";
import type { RatchetFile } from "../../model/ratchet.js";

/** Fewer samples say nothing of what 95 of 100 stay below. */
const FEWEST = 20;

/**
 * Relative error that 95 of 100 measurements of equals stay below on a machine: as the ratchet's own samples have it, as
 * soon as these are enough, else as `bench accuracy` measured it; null: not known.
 */
export async function noiseOf(
  project: Project,
  machine: string,
  file: RatchetFile | null,
): Promise<number | null> {
  const own = file?.noise.map(({ ratio }) => Math.abs(ratio - 1)) ?? [];
  if (own.length >= FEWEST) return quantile(own, 0.95);
  const text = await readFile(join(project.results, machine, "accuracy.json"), "utf8").catch(() => null);
  try {
    const { scenarios } = JSON.parse(text ?? "") as AccuracyReport;
    const twins = scenarios.filter(({ kind, condition }) => kind === "twins" && condition === "alone");
    return twins.length === 0 ? null : Math.max(...twins.map(({ score }) => score.error.p95));
  } catch {
    return null; // none, or damaged, which is told where it is shown
  }
}
