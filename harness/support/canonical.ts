/** Keys whose order is the C order: never sorted. */
const ORDERED = new Set(["args", "fields"]);

/**
 * JSON with sorted keys in which everything that a declaration may hold stays distinct: functions by their
 * source text, typed arrays by their bytes, bigints, NaN, infinities and −0.
 */
export function canonical(value: unknown, key = ""): string {
  if (typeof value === "function") return `fn${JSON.stringify(String(value))}`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (ArrayBuffer.isView(value)) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name}"${bytes.toString("base64")}"`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(",")}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (!ORDERED.has(key)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item, name)}`).join(",")}}`;
}
