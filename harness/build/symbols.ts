import { runTool } from "../support/spawn.js";

/** What a library exports, compared with what it must. */
export interface MissingSymbol {
  readonly name: string;
  /** A C++ function of that name, demangled: `extern "C"` was forgotten. */
  readonly mangledTwin: string | null;
  readonly exported: readonly string[];
}

/** The first of `names` that the library does not export, or null. */
export async function missingSymbol(
  library: string,
  names: readonly string[],
): Promise<MissingSymbol | null> {
  const flags = process.platform === "darwin" ? ["-gU"] : ["-D", "--defined-only"];
  const [raw, demangled] = await Promise.all([
    runTool("nm", [...flags, library]),
    runTool("nm", [...flags, "-C", library]),
  ]);
  // Without nm the worker's own loader still finds a missing symbol, with a poorer message.
  if (raw.exitCode !== 0) return null;
  const symbols = (output: string) =>
    output.split("\n").flatMap((line) => /^[0-9a-f]* ?[A-Za-z] (.*)$/.exec(line.trim())?.[1] ?? []);
  const exported = symbols(raw.output).map((s) => (process.platform === "darwin" ? s.replace(/^_/, "") : s));
  const name = names.find((n) => !exported.includes(n));
  if (name === undefined) return null;
  const isTwin = (s: string) => s.startsWith(`${name}(`) || s.includes(`::${name}(`);
  return { name, mangledTwin: symbols(demangled.output).find(isTwin) ?? null, exported };
}
