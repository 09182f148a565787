/** Foreign text as GitHub Markdown, in a table cell as well as in a paragraph. */

/** Lines become clauses; after other punctuation a space will do. */
const oneLine = (text: string): string =>
  text
    .trim()
    .replace(/(?<=[.:;,])\s*\n\s*/g, " ")
    .replace(/\s*\n\s*/g, "; ");

/** Reads as it was written: nothing in it is markup, and no pipe ends a cell. */
export const text = (raw: string): string =>
  oneLine(raw)
    .replace(/[\\`*|~$<]/g, "\\$&")
    // Inside a word an underscore is an underscore.
    .replace(/(?<!\w)_|_(?!\w)/g, "\\_")
    .replace(/\]\(/g, "]\\(");

/** A code span. */
export function code(raw: string): string {
  const inside = oneLine(raw).replaceAll("|", "\\|");
  return inside.includes("`") ? `\`\` ${inside} \`\`` : `\`${inside}\``;
}

/** What a cell without a value shows. */
export const NONE = "—";
