/** Elements of an XML 1.0 document; `children` are markup already, texts and attribute values are not. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Characters that XML has no way to write (https://www.w3.org/TR/xml/#charsets), such as those of coloured output. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, "\u{fffd}")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll("\r", "&#13;");

/** In attributes, parsers turn line breaks and tabs into spaces, unless they are written as references. */
const attribute = (value: string): string =>
  escaped(value).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

/** An attribute that is undefined is left out. */
function open(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}="${attribute(String(value))}"`],
  );
  return [`<${name}`, ...written].join(" ");
}

/** An element around text alone. */
export const textElement = (name: string, attributes: Attributes, text: string): string =>
  text === "" ? `${open(name, attributes)}/>` : `${open(name, attributes)}>${escaped(text)}</${name}>`;

/** An element around others, one to a line. */
export function element(name: string, attributes: Attributes, children: readonly string[]): string {
  if (children.length === 0) return `${open(name, attributes)}/>`;
  return [`${open(name, attributes)}>`, ...children, `</${name}>`].join("\n");
}
