import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleMeasured } from "../../harness/support/testing/records.js";
import { openProject } from "./testing/project.js";
import { makeRecords } from "./testing/records.js";

const HEAVY = ["jiti", "koffi", "ts-morph", "handlebars", "mitata"];
const project = openProject("pair", afterAll);

/** Preloaded into the command: writes every module that is resolved to a file. */
const TRACE = `
import { appendFileSync } from "node:fs";
import { register } from "node:module";
import Module from "node:module";
const file = process.env.TRACE_FILE;
const load = Module._load;
Module._load = (request, ...rest) => {
  appendFileSync(file, request + "\\n");
  return load(request, ...rest);
};
register("data:text/javascript," + encodeURIComponent(\`
  import { appendFileSync } from "node:fs";
  export async function resolve(specifier, context, next) {
    const resolved = await next(specifier, context);
    appendFileSync(\${JSON.stringify(file)}, resolved.url + "\\\\n");
    return resolved;
  }
\`));
`;

/** Which packages of `HEAVY` a command loads. */
async function heavyOf(args: readonly string[]): Promise<string[]> {
  project.write("trace.mjs", TRACE);
  project.write("trace.txt", "");
  const { exitCode, stderr } = await project.bench(args, {
    NODE_OPTIONS: `--import=${pathToFileURL(project.path("trace.mjs"))}`,
    TRACE_FILE: project.path("trace.txt"),
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const trace = project.read("trace.txt");
  expect(trace).toContain("dist/cli.js"); // it sees what is loaded at all
  return HEAVY.filter((name) => new RegExp(`(/node_modules/|^)${name}(/|$)`, "m").test(trace));
}

beforeAll(async () => {
  const variants = { loop: sampleMeasured(5), unrolled: sampleMeasured(4) };
  await makeRecords(project, "amd-epyc-2c-1f3a", { "1.2/tiny": variants });
  // From here on the declarations are known.
  expect((await project.bench(["list"])).exitCode).toBe(0);
});

test("the trace sees a heavy package where one is needed", async () => {
  expect(await heavyOf(["track"])).toEqual(["handlebars"]);
});

test.each([[["--help"]], [["--version"]], [["run", "--help"]], [["completion"]]])(
  "bench %j loads no heavy package",
  async (args) => {
    expect(await heavyOf(args)).toEqual([]);
  },
);

test("bench export loads none once the declarations are known: it executes no native code", async () => {
  expect(await heavyOf(["export", "1.2", "--format", "markdown"])).toEqual([]);
});

test("bench list loads none once it knows the declarations, and one compiler for those that changed", async () => {
  expect(await heavyOf(["list"])).toEqual([]);
  const file = "targets/vectors/shift/target.ts";
  project.write(file, `${project.read(file)}// changed\n`);
  expect(await heavyOf(["list"])).toEqual(["jiti"]);
  expect(await heavyOf(["list"])).toEqual([]);
});
