import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";
import { EXIT, ProblemError } from "../support/problem.js";

type Promotable = Pick<TargetSummary, "id" | "file" | "baseline" | "variants">;

/**
 * Makes `variant` the one that `optimized` names in the declaration of `target`. Changes nothing but that
 * literal, or adds the property after `baseline`. Throws ProblemError UNKNOWN_VARIANT or IS_BASELINE (exit code 2), or
 * NOT_A_LITERAL when the file computes what it declares. `from` is null where nothing was optimised before.
 */
export async function promote(
  project: Project,
  target: Promotable,
  variant: string,
): Promise<{ from: string | null; to: string }> {
  assertPromotable(target, variant);
  const path = join(project.root, target.file);
  const text = await readFile(path, "utf8");
  const { withOptimized } = await import("./optimized.js");
  const edited = withOptimized(text, target.file, variant);
  if (edited.text !== text) {
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await writeFileAtomic(path, edited.text);
  }
  return { from: edited.from, to: variant };
}

function assertPromotable({ id, baseline, variants }: Promotable, variant: string): void {
  const names = variants.map(({ name }) => name).filter((name) => name !== baseline);
  if (names.includes(variant)) return;
  const mend = names.length > 0 ? `Promote one of ${names.join(", ")}.` : "Declare a second variant first.";
  const problem =
    variant === baseline
      ? {
          code: "IS_BASELINE",
          message: `"${variant}" is the baseline of ${id}, which every ratio is against.`,
          mend,
        }
      : { code: "UNKNOWN_VARIANT", message: `${id} has no variant called "${variant}".`, mend };
  throw new ProblemError(problem, EXIT.usage);
}
