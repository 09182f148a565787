/** An element as a strict parser sees it. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** Its own, entities resolved; white space between elements aside. */
  readonly text: string;
}

const TOKEN = /<\?xml [^>]*\?>|<(\/?)([A-Za-z][\w.-]*)((?: [\w.-]+="[^"<]*")*)(\/?)>|[^<]+/g;

/** Parses the part of XML 1.0 that reports are written in; throws on everything else. */
export function parseXml(xml: string): Node {
  const root = { name: "", attributes: {}, children: [] as Node[], text: "" };
  const open = [root];
  let end = 0;
  for (const { 0: token, 1: closing, 2: name, 3: attributes = "", 4: empty, index } of xml.matchAll(TOKEN)) {
    if (index !== end) throw new Error(`not XML: ${xml.slice(end, end + 40)}`);
    end = index + token.length;
    const top = open.at(-1);
    if (top === undefined) throw new Error(`behind the root: ${token}`);
    if (name === undefined) top.text += token.startsWith("<?") ? "" : resolved(token).trim();
    else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`${token} closes something else`);
    } else {
      const node = { name, attributes: attributesOf(attributes), children: [] as Node[], text: "" };
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  const [only, second] = root.children;
  if (end !== xml.length || open.length !== 1 || only === undefined || second)
    throw new Error("not one whole element");
  return only;
}

/** Line breaks in a value become spaces, as XML has it. */
const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w.-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
      key,
      resolved(value.replaceAll("\n", " ")),
    ]),
  );

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function resolved(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) throw new Error("a character that XML has not");
  return text.replace(/&(?:#(\d+)|(\w+))?(;?)/g, (whole, code, name, semicolon) => {
    const sign = code ? String.fromCodePoint(Number(code)) : NAMED[name ?? ""];
    if (sign === undefined || semicolon === "") throw new Error(`no entity: ${whole}`);
    return sign;
  });
}
