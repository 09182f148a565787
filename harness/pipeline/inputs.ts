import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../model/project.js";
import type { Workload } from "../model/target.js";
import { drawInputs, type Inputs } from "../plan/inputs.js";
import type { Prepared } from "./native.js";

/** One workload of one target, to be compared. */
export interface Comparison {
  readonly prepared: Prepared;
  readonly workload: Workload;
}

/** Draws the inputs of one comparison; `index` tells those of the same workload apart. */
function draw(project: Project, { prepared, workload }: Comparison, index: number): Promise<Inputs> {
  const { target, variants } = prepared;
  const name = `${process.pid}-${target.id}-${workload.name}-${index}.inputs`;
  const file = join(project.scratch, "run", name);
  return drawInputs(target.signature, workload, file, target.file, variants.length);
}

/**
 * Inputs of one comparison after the other. Those of the next are drawn while this one is measured, when this process
 * has nothing else to do: say so with `drawNext`.
 */
export class InputQueue {
  readonly #drawn = new Map<Comparison, Promise<Inputs>>();

  constructor(
    private readonly project: Project,
    private readonly comparisons: readonly Comparison[],
  ) {}

  take(comparison: Comparison): Promise<Inputs> {
    const drawn =
      this.#drawn.get(comparison) ?? draw(this.project, comparison, this.comparisons.indexOf(comparison));
    this.#drawn.set(comparison, drawn);
    return drawn;
  }

  drawNext(after: Comparison): void {
    const next = this.comparisons[this.comparisons.indexOf(after) + 1];
    // A failure is told by `take`, when its turn comes.
    if (next) this.take(next).catch(() => {});
  }

  /** Deletes the inputs of one comparison, or of all that are left. */
  async drop(comparisons: Iterable<Comparison> = [...this.#drawn.keys()]): Promise<void> {
    for (const comparison of comparisons) {
      const inputs = await this.#drawn.get(comparison)?.catch(() => null);
      this.#drawn.delete(comparison);
      if (inputs) await rm(inputs.file, { force: true });
    }
  }
}
