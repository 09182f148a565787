/**
 * Inserts `property` after the one at [start, end) of an object literal, without changing a character
 * elsewhere: on a line of its own when that property ends its line (a comment behind it stays behind it),
 * else beside it.
 */
export function insertAfter(text: string, start: number, end: number, property: string): string {
  const comma = /^(?:\s|\/\*(?:(?!\*\/)[^\n])*\*\/)*,/.exec(text.slice(end));
  const afterComma = end + (comma?.[0].length ?? 0);
  const restOfLine = /^(?:[ \t]|\/\*(?:(?!\*\/)[^\n])*\*\/)*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(
    text.slice(afterComma),
  );
  if (restOfLine === null) {
    return comma
      ? `${text.slice(0, afterComma)} ${property},${text.slice(afterComma)}`
      : `${text.slice(0, end)}, ${property}${text.slice(end)}`;
  }
  const lineEnd = afterComma + restOfLine[0].length;
  const newline = text.startsWith("\r\n", lineEnd) ? "\r\n" : "\n";
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start) + 1))?.[0] ?? "";
  const head = comma ? text.slice(0, lineEnd) : `${text.slice(0, end)},${text.slice(end, lineEnd)}`;
  return `${head}${newline}${indent}${property}${comma ? "," : ""}${text.slice(lineEnd)}`;
}
