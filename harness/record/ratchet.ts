import { mkdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import * as v from "valibot";
import type { Project } from "../model/project.js";
import {
  type BestByCase,
  type BestKnown,
  type Distance,
  type NoiseSample,
  RATCHET_SCHEMA,
  type RatchetFile,
} from "../model/ratchet.js";
import { ProblemError } from "../support/problem.js";
import { writeFailure } from "./failures.js";
import { syncFolder, whileLocked } from "./lasting.js";
import { nonconformity } from "./schema.js";

/** `results/<machine>/ratchet.json`: read whole, changed under a lock, written beside and renamed. */

const KEPT_DISTANCES = 20;
const KEPT_NOISE = 200;

/** How long it waits for other ratchets. */
const LOCK_SECONDS = 30;

const intervalEntries = { estimate: v.number(), low: v.number(), high: v.number(), confidence: v.number() };
const interval = v.object(intervalEntries);
const text = v.string();
const best = v.object({
  commit: v.pipe(text, v.regex(/^[0-9a-f]{40,64}$/)),
  content: v.nullable(text),
  artifact: text,
  identity: text,
  ratio: v.nullable(interval),
  median_us: v.number(),
  baseline_us: v.nullable(v.number()),
  at: text,
  record: v.nullable(text),
  lowered: v.optional(v.object({ why: text, at: text, from: text })),
  distances: v.array(v.object({ ...intervalEntries, at: text, commit: v.nullable(text) })),
});
const noise = v.object({ at: text, target: text, workload: text, variant: text, ratio: v.number() });
const schema = v.object({
  schema: v.literal(RATCHET_SCHEMA),
  machine: text,
  isa: text,
  best: v.record(text, v.record(text, v.record(text, best))),
  noise: v.array(noise),
});

export const ratchetPath = (project: Project, machine: string): string =>
  join(project.results, machine, "ratchet.json");

/**
 * What is known of a machine; null: nothing yet.
 * @throws ProblemError RATCHET_DAMAGED
 */
export async function readRatchet(project: Project, machine: string): Promise<RatchetFile | null> {
  const path = ratchetPath(project, machine);
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const damage = (what: string) =>
    new ProblemError({
      code: "RATCHET_DAMAGED",
      message: `What the ratchet knows cannot be read: ${what}.`,
      where: relative(project.root, path),
      mend: "Restore it with git; what only it knew is otherwise lost.",
    });
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw damage((error as Error).message);
  }
  const wrong = nonconformity(schema, value);
  if (wrong !== null) throw damage(wrong);
  return value as RatchetFile;
}

/** What a ratchet has to write of one case. `from`: the commit of the best-known that it was held against, if any. */
export interface RatchetChange {
  readonly target: string;
  readonly workload: string;
  readonly variant: string;
  readonly from: string | null;
  /** A new best-known, null: none any more; absent: it stays. */
  readonly best?: BestKnown | null | undefined;
  /** Of today, from the best-known that stays. */
  readonly distance?: Distance | undefined;
}

/**
 * Writes changes into what is there by then, so that two ratchets at once lose nothing: where another one has already
 * put a best-known in the place of `from`, that stays. Returns when it is on the disk.
 * @throws ProblemError RATCHET_DAMAGED, RATCHET_LOCKED, RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function changeRatchet(
  project: Project,
  machine: { readonly id: string; readonly isa: string },
  changes: readonly RatchetChange[],
  noise: readonly NoiseSample[],
): Promise<void> {
  if (changes.length + noise.length === 0) return;
  const path = ratchetPath(project, machine.id);
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    await mkdir(dirname(path), { recursive: true });
    await whileLocked(path, LOCK_SECONDS, async () => {
      const old = await readRatchet(project, machine.id);
      const file: RatchetFile = {
        schema: RATCHET_SCHEMA,
        machine: machine.id,
        isa: machine.isa,
        best: changes.reduce(changed, old?.best ?? {}),
        noise: [...(old?.noise ?? []), ...noise].slice(-KEPT_NOISE),
      };
      await writeFileAtomic(path, `${JSON.stringify(file, null, 1)}\n`);
      await syncFolder(dirname(path));
    });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ELOCKED" ? locked(path) : writeFailure(error, path);
  }
}

const locked = (path: string): ProblemError =>
  new ProblemError({
    code: "RATCHET_LOCKED",
    message: "Another process has been writing what the ratchet knows for half a minute.",
    where: path,
    mend: `Wait for it; if there is none, delete ${path}.lock.`,
  });

function changed(
  all: BestByCase,
  { target, workload, variant, from, best, distance }: RatchetChange,
): BestByCase {
  const cases = all[target] ?? {};
  const variants = cases[workload] ?? {};
  const there = variants[variant];
  if ((there?.commit ?? null) !== from) return all;
  if (best === null) {
    const { [variant]: _, ...others } = variants;
    return { ...all, [target]: { ...cases, [workload]: others } };
  }
  const next = best ?? there;
  if (!next) return all;
  const distances = [...next.distances, ...(distance ? [distance] : [])].slice(-KEPT_DISTANCES);
  return {
    ...all,
    [target]: { ...cases, [workload]: { ...variants, [variant]: { ...next, distances } } },
  };
}
