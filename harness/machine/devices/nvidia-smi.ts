/** Answers of nvidia-smi, NVIDIA's own tool to ask the driver. */

export type SmiAnswer =
  /** Cells by line; null: `[N/A]`, `[Not Supported]` and their like. */
  | { readonly rows: readonly (readonly (string | null)[])[] }
  /** `refused`: what it says itself; null: there is no such tool, or it does not answer. */
  | { readonly refused: string | null };

/** Devices that nobody keeps open are initialised for each question, one after the other, which takes seconds. */
const PATIENCE_MS = 15_000;

/** `fields`: names of one `--query-…`, see `nvidia-smi --help-query-gpu`. `device`: its UUID; absent: all. */
export async function askNvidiaSmi(
  query: "gpu" | "compute-apps",
  fields: readonly string[],
  device?: string,
): Promise<SmiAnswer> {
  const { runTool } = await import("../../support/spawn.js");
  const { exitCode, output } = await runTool("nvidia-smi", smiArguments(query, fields, device), {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (exitCode === 0) return { rows: parseCsv(output, fields.length) };
  const said = output.trim().replace(/\s*\n\s*/g, " ");
  return { refused: said === "" ? null : said };
}

export const smiArguments = (query: string, fields: readonly string[], device?: string): string[] => [
  `--query-${query}=${fields.join(",")}`,
  "--format=csv,noheader,nounits",
  ...(device === undefined ? [] : [`--id=${device}`]),
];

/** Lines that have another number of cells are remarks of the tool. */
export const parseCsv = (text: string, cells: number): (string | null)[][] =>
  text.split("\n").flatMap((line) => {
    const values = line.split(",").map((cell) => cell.trim());
    if (values.length !== cells || line.trim() === "") return [];
    return [values.map((value) => (/^(\[.*\]|N\/A|)$/.test(value) ? null : value))];
  });

/** Null where it is not told. Reads hexadecimal as well: bit masks are `0x0000000000000004`. */
export function numberOf(cell: string | null | undefined): number | null {
  const value = cell == null ? Number.NaN : Number(cell);
  return Number.isNaN(value) ? null : value;
}
