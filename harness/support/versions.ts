/** Whether version `a` is above `b`; both such as `2.28`. */
export function isNewer(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (const [i, part] of (left ?? []).entries()) {
    const other = right?.[i] ?? 0;
    if (part !== other) return part > other;
  }
  return false;
}
