import { describe, expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { promote } from "./promote.js";

const file = "targets/a/target.ts";
const target = {
  id: "a",
  file,
  baseline: "divide",
  variants: ["divide", "multiply", "avx512"].map((name) => ({ name, sources: [], requires: [] })),
};

async function promoteIn(text: string, variant = "avx512") {
  const project = temporaryProject();
  project.write(file, text);
  const result = await promote(project, target, variant);
  return { ...result, text: project.read(file) };
}

/** Odd formatting and comments everywhere: all of it must survive. */
const declared = (lines: string): string => `// head: optimized: "multiply"
import {defineTarget, ulp} from 'pawl' ;

export default   defineTarget( {
\tid: 'a',   /* the id */ title : "t",
${lines}
    verify: { x:ulp( 1 ) }, // why
} ) // tail
`;

describe("promote", () => {
  test.each([
    ["double quotes", '  optimized: "multiply",   // the published change'],
    ["single quotes", "  baseline: 'divide', optimized: 'multiply',"],
    ["a template without substitutions", "  optimized: `multiply`,"],
    ["as const", '  optimized: "multiply" as const,'],
    ["satisfies, in parentheses", '  optimized: (("multiply") satisfies string),'],
    ["a quoted key", '  "optimized" : "multiply",'],
    ["a computed key that is a literal", '  ["optimized"]: "multiply",'],
    ["after a spread", '  ...common, optimized: "multiply",'],
  ])("changes the literal and nothing else: %s", async (_, lines) => {
    const text = declared(lines);
    const result = await promoteIn(text);
    expect(result).toMatchObject({ from: "multiply", to: "avx512" });
    const at = text.lastIndexOf("multiply");
    expect(result.text).toBe(`${text.slice(0, at)}avx512${text.slice(at + "multiply".length)}`);
  });

  test.each([
    ["on its line", '  baseline: "divide",\n', '  baseline: "divide",\n  optimized: "avx512",\n'],
    [
      "before a comment",
      "\tbaseline: 'divide', // b\n",
      "\tbaseline: 'divide', // b\n\toptimized: 'avx512',\n",
    ],
    [
      "between others",
      ' baseline: "divide", cache: "cold",\n',
      ' baseline: "divide", optimized: "avx512", cache: "cold",\n',
    ],
    ["as a variable", "  baseline,\n", '  baseline,\n  optimized: "avx512",\n'],
    [
      "with other line ends",
      '  baseline: "divide",\r\n',
      '  baseline: "divide",\r\n  optimized: "avx512",\r\n',
    ],
  ])("adds the property after baseline: %s", async (_, before, after) => {
    const text = declared(before);
    const result = await promoteIn(text);
    expect(result).toMatchObject({ from: null, to: "avx512" });
    expect(result.text).toBe(text.replace(before, after));
  });

  test.each([
    ["{ baseline: 'divide' }", "{ baseline: 'divide', optimized: 'avx512' }"],
    ["{\n  baseline: 'divide' // last\n}", "{\n  baseline: 'divide', // last\n  optimized: 'avx512'\n}"],
  ])("adds it after the last property: %j", async (before, after) => {
    expect((await promoteIn(`export default defineTarget(${before});`)).text).toBe(
      `export default defineTarget(${after});`,
    );
  });

  test("finds the call under another name, behind as const and after a byte-order mark", async () => {
    const text =
      "\uFEFFimport * as p from 'pawl';\nconst t = p.defineTarget({ optimized: 'multiply' } as const);\nexport default t;\n";
    expect((await promoteIn(text)).text).toBe(text.replace("multiply", "avx512"));
    const renamed =
      "import { defineTarget as define } from 'pawl';\nexport default define({ optimized: 'multiply' });\n";
    expect((await promoteIn(renamed)).text).toBe(renamed.replace("multiply", "avx512"));
  });

  test("promoting what is promoted changes nothing", async () => {
    const text = declared('  optimized: "avx512",');
    expect(await promoteIn(text)).toEqual({ from: "avx512", to: "avx512", text });
  });

  test.each([
    ["a variable", "  optimized: best,", 6],
    ["a shorthand", "  optimized,", 6],
    ["a template with substitutions", "  optimized: `avx$" + "{512}`,", 6],
    ["a choice", '  optimized: fast ? "multiply" : "divide",', 6],
    ["a spread that may bring it", '  baseline: "divide",\n  ...common,', 7],
    ["a spread that may override it", '  optimized: "multiply",\n  ...common,', 7],
    ["no baseline to write it after", '  cache: "cold",', 4],
  ])("refuses %s, and leaves the file alone", async (_, lines, line) => {
    const project = temporaryProject();
    project.write(file, declared(lines));
    const problem = expect.objectContaining({ code: "NOT_A_LITERAL", where: `${file}:${line}` });
    await expect(promote(project, target, "avx512")).rejects.toThrow(expect.objectContaining({ problem }));
    expect(project.read(file)).toBe(declared(lines));
  });

  test("refuses an object from elsewhere, two calls, and none", async () => {
    for (const text of [
      "const d = { optimized: 'multiply' };\nexport default defineTarget(d);",
      "defineTarget({ optimized: 'multiply' });\nexport default defineTarget({ optimized: 'multiply' });",
      "export default { optimized: 'multiply' };",
    ]) {
      await expect(promoteIn(text)).rejects.toThrow(/NOT_A_LITERAL/);
    }
  });

  test("refuses what is no variant, and the baseline", async () => {
    const text = declared('  optimized: "multiply",');
    const refusal = (code: string) =>
      expect.objectContaining({ exitCode: 2, problem: expect.objectContaining({ code }) });
    await expect(promoteIn(text, "avx2")).rejects.toThrow(refusal("UNKNOWN_VARIANT"));
    await expect(promoteIn(text, "divide")).rejects.toThrow(refusal("IS_BASELINE"));
  });
});
