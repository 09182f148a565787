import { codeOf } from "../build/code.js";
import type { Warning } from "../model/problem.js";
import type { Fate } from "../record/result.js";
import type { Prepared } from "./native.js";

/** One warning for each set of measured variants that the compiler made the same: a free comparison of A with A. */
export async function identicalArtifacts(
  { variants, build }: Prepared,
  fates: ReadonlyMap<string, Fate>,
): Promise<Warning[]> {
  const measured = variants.filter(({ name }) => fates.get(name)?.state === "measured");
  const alike = new Map<string, string[]>();
  for (const { name, symbol } of measured) {
    const artifact = build.artifacts.get(name);
    const code = artifact ? await codeOf(artifact.library) : null;
    // Variants of one library differ in the function they call.
    if (code !== null) alike.set(`${code} ${symbol}`, [...(alike.get(`${code} ${symbol}`) ?? []), name]);
  }
  return [...alike.values()]
    .filter((names) => names.length > 1)
    .map((names) => ({
      code: "identical-artifacts",
      message: `${names.map((name) => `"${name}"`).join(" and ")} are the same machine code: their ratio is noise.`,
    }));
}
