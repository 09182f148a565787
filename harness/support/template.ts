import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "./package.js";

/**
 * Renders `templates/<name>` of this package over a view. Nothing is escaped: the results are code and Markdown, whose
 * escaping is the view's business. `strict` does not see a misspelt `#if`, so views are typed and results have tests.
 */
export async function renderTemplate(name: string, view: object): Promise<string> {
  const [{ default: handlebars }, source] = await Promise.all([
    import("handlebars"),
    readFile(join(packageRoot, "templates", name), "utf8"),
  ]);
  return handlebars.compile(source, { noEscape: true, strict: true })(view);
}
