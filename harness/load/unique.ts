import type { Problem } from "../model/problem.js";
import { naturalOrder } from "../support/natural.js";

/**
 * Sorts by id. Of several declarations with one id the first file stands and the others are problems; ids
 * that differ in case only are the same, since they name files.
 */
export function uniqueById<T extends { readonly id: string; readonly file: string }>(
  declared: readonly T[],
): { unique: T[]; problems: Problem[] } {
  const first = new Map<string, T>();
  const problems: Problem[] = [];
  for (const target of [...declared].sort((a, b) => naturalOrder(a.file, b.file))) {
    const key = target.id.toLowerCase();
    const other = first.get(key);
    if (other === undefined) first.set(key, target);
    else {
      problems.push({
        code: "DUPLICATE_ID",
        message: `The id "${target.id}" is taken by ${other.file}.`,
        where: target.file,
        mend: "Give one of the two another id.",
      });
    }
  }
  return { unique: [...first.values()].sort((a, b) => naturalOrder(a.id, b.id)), problems };
}
