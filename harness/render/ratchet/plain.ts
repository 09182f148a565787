/**
 * Foreign text in a report that GitHub shows. In a code span nothing is markup, a mention, a reference or a link, which
 * no escaping of single characters achieves: GitHub looks for `@name` and `#1` after Markdown is rendered.
 */

/** Longer text is cut, characters. */
const LONGEST = 600;

/** Control and format characters (bidirectional overrides among them), separators, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** A code span of one line; never empty. */
export function plain(raw: string): string {
  const line = raw
    .trim()
    .replaceAll(/(?<=[.:;,])\s*\n\s*/g, " ")
    .replaceAll(/\s*\n\s*/g, "; ")
    .replaceAll(UNSEEN, " ");
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST).replace(UNSEEN, "")} …` : line;
  // A fence is a longer run of backticks than any inside; a backtick at either end needs a space, which is not shown.
  const longest = Math.max(0, ...[...cut.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const inside = /^`|`$/.test(cut) ? ` ${cut} ` : cut || " ";
  return `${fence}${inside}${fence}`;
}

/** The same in a cell of a table, where a backslash before a pipe would end the cell. Names have neither. */
export const plainCell = (raw: string): string => plain(raw.replaceAll("\\", "/")).replaceAll("|", "\\|");
