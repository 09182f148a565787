import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * How callgrind is told to count the calls of `pawl_operation`, each by itself, and what it writes then: one file per
 * call, `counts.1`, `counts.2`, …, and `counts` at the end of the process (Callgrind manual, section 6.5, options
 * `--toggle-collect` and `--dump-after`).
 */
export const CALLGRIND = [
  "--tool=callgrind",
  "--toggle-collect=pawl_operation",
  "--dump-after=pawl_operation",
  "--callgrind-out-file=counts",
  "--log-file=valgrind.log",
] as const;

const DUMP = /^counts\.(\d+)$/;

/** Instructions of each call in order, from the files in `folder`; null where one of them is not whole. */
export async function readCalls(folder: string): Promise<number[] | null> {
  const parts = (await readdir(folder))
    .flatMap((name) => DUMP.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  const calls = await Promise.all(
    parts.map(async (part) => totalOf(await readFile(join(folder, `counts.${part}`), "utf8"))),
  );
  return calls.every((call) => call !== null) ? calls : null;
}

/**
 * The total of one dump that was written because a call returned; null: it was written for another reason, counts
 * something else, or is cut short. (Callgrind profile format: `events:`, `totals:`, `desc: Trigger:`.)
 */
export function totalOf(dump: string): number | null {
  const field = (name: string) => new RegExp(`^${name}: *(.*)$`, "m").exec(dump)?.[1]?.trim();
  if (field("events") !== "Ir" || field("desc: Trigger") !== "--dump-after=pawl_operation") return null;
  const total = field("totals") ?? "";
  return /^\d+$/.test(total) ? Number(total) : null;
}
