import { readdir } from "node:fs/promises";
import type { Project } from "../../model/project.js";
import type { BestByCase, BestKnown, RatchetFile } from "../../model/ratchet.js";
import { readRatchet } from "../../record/ratchet.js";

/** What today is held against: what this machine knows, else what others of its class reached, to be measured here. */
export interface Known {
  readonly file: RatchetFile | null;
  of(
    target: string,
    workload: string,
    variant: string,
  ): { readonly best: BestKnown; readonly foreign: boolean } | null;
}

/** @throws ProblemError RATCHET_DAMAGED */
export async function readKnown(
  project: Project,
  machine: { readonly id: string; readonly isa: string },
): Promise<Known> {
  const file = await readRatchet(project, machine.id);
  const others = await othersOf(project, machine);
  return {
    file,
    of(target, workload, variant) {
      const at = (best: BestByCase | undefined) => best?.[target]?.[workload]?.[variant];
      const own = at(file?.best);
      if (own) return { best: own, foreign: false };
      // The latest: each was the best where it was measured, and their numbers are not compared.
      const [best] = others.flatMap((other) => at(other.best) ?? []).sort((a, b) => (a.at < b.at ? 1 : -1));
      return best ? { best, foreign: true } : null;
    },
  };
}

async function othersOf(project: Project, machine: { readonly id: string; readonly isa: string }) {
  const names = await readdir(project.results).catch((): string[] => []);
  const others: RatchetFile[] = [];
  for (const name of names.filter((name) => name !== machine.id).sort()) {
    const file = await readRatchet(project, name).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR") return null; // a file among the folders
      throw error;
    });
    if (file?.isa === machine.isa) others.push(file);
  }
  return others;
}
