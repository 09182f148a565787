import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXPORT_FORMATS, type ExportFormat } from "../../harness/model/export.js";
import type { ExportReport } from "../../harness/model/reports.js";
import { sampleInterval, sampleMeasured, sampleUnmeasured } from "../../harness/support/testing/records.js";
import { exportDocument } from "./testing/export-document.js";
import { openProject } from "./testing/project.js";
import { makeRecords } from "./testing/records.js";

const HERE = "amd-epyc-2c-1f3a";
const THERE = "intel-xeon-8c-77aa";
const SCALE = "targets/vectors/scale/target.ts";
const project = openProject("pair", afterAll);

const exported = (...args: string[]) => project.bench(["export", ...args]);
const names = async (...args: string[]) => {
  const { exitCode, stdout } = await exported(...args, "--format", "bencher");
  expect(exitCode).toBe(0);
  return Object.keys(JSON.parse(stdout));
};

beforeAll(async () => {
  const declaration = project
    .read(SCALE)
    .replace('"scale by two"', "'scale \"by\" two,\\n<then> | more & more'")
    .replace('"product.cpp"', "{ source: 'product.cpp', note: 'a \"note\", with\\na line' }");
  project.write(SCALE, declaration);
  const wrong = { code: "WRONG_OUTPUT", message: 'y[3]: expected "2",\ngot <3>', where: "product.cpp" };
  const sum = sampleMeasured(10, sampleInterval(1.9, 2, 2.1), "faster");
  await makeRecords(project, HERE, {
    "1.1/tiny": { double: sampleMeasured(20), sum, product: sampleUnmeasured("invalid", wrong) },
    "1.1/small": { double: sampleMeasured(40), sum },
  });
  await makeRecords(project, THERE, { "1.2/tiny": { loop: sampleMeasured(5), unrolled: sampleMeasured(4) } });
});

describe("every format", () => {
  const beginnings: Readonly<Record<ExportFormat, RegExp>> = {
    "google-benchmark": /^\{\n {2}"context": \{/,
    bencher: /^\{\n {2}"1\.1\/tiny\/double": \{/,
    "github-action-benchmark": /^\[\n {2}\{\n {4}"name": "1\.1\/tiny\/double"/,
    hyperfine: /^\{\n {2}"results": \[/,
    junit: /^<\?xml .*<failure type="WRONG_OUTPUT" message="y\[3\]: expected &quot;2&quot;,">/s,
    csv: /^name,group,.*\r\n1\.1\/tiny\/double,vectors,1\.1,"scale ""by"" two,\n<then> \| more & more",/s,
    markdown:
      /^Measured on .*`1\.1\/tiny\/product` \| — .*y\[3\]: expected "2", got \\<3>; a "note", with; a line/s,
  };

  test.each(EXPORT_FORMATS)("%s goes to stdout as it is, and what is missing to stderr", async (format) => {
    const { exitCode, stdout, stderr } = await exported("--format", format);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(beginnings[format]);
    expect(stdout).toMatch(/[^\n]\n$/);
    expect(stderr).toContain("left out, without a record of this machine: 1.2/tiny\n");
    const untimed = "left out, without a time since invalid: 1.1/tiny/product\n";
    expect(stderr.includes(untimed)).toBe(!stdout.includes("WRONG_OUTPUT"));
  });

  test("--output writes the same bytes, and --json says what they are", async () => {
    const { stdout } = await exported("--format", "csv");
    const finished = await exported("--format", "csv", "--output", "out.csv", "--json");
    expect(finished.exitCode).toBe(0);
    expect(v.parse(exportDocument, finished.json<ExportReport>())).toEqual({
      schema: "pawl/export@1",
      format: "csv",
      machine: HERE,
      file: "out.csv",
      benchmarks: [
        "1.1/tiny/double",
        "1.1/tiny/sum",
        "1.1/tiny/product",
        "1.1/small/double",
        "1.1/small/sum",
      ],
      stale: [],
      left_out: [{ name: "1.2/tiny", reason: "unrecorded" }],
      problems: [],
    });
    expect(project.read("out.csv")).toBe(stdout);
    const told = await exported("--format", "csv", "--output", "out.csv");
    expect(told.stdout).toBe(`out.csv: 5 benchmarks of ${HERE}, as csv.\n`);
  });

  test("--iterations gives trials instead of aggregates", async () => {
    const { stdout } = await exported("--format", "google-benchmark", "--iterations");
    const { benchmarks } = JSON.parse(stdout) as { benchmarks: { run_type: string }[] };
    expect(benchmarks.map(({ run_type }) => run_type)).toEqual(Array(4).fill("iteration"));
  });
});

describe("what is exported", () => {
  test("fresh records of the reference machine, or of the one that is named", async () => {
    const reference = ["1.1/tiny/double", "1.1/tiny/sum", "1.1/small/double", "1.1/small/sum"];
    expect(await names()).toEqual(reference);
    expect(await names("vectors", "--machine", HERE)).toEqual(reference);
    expect(await names("--machine", THERE)).toEqual(["1.2/tiny/loop", "1.2/tiny/unrolled"]);
  });

  test("stale records only on request", async () => {
    const file = "targets/vectors/shift/loop.cpp";
    const source = project.read(file);
    project.write(file, `${source}// another line\n`);
    const refused = await exported("--format", "csv", "--machine", THERE);
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toMatch(
      /^NOTHING_TO_EXPORT .* 1\.2\/tiny\.\n {2}results\/intel.*\n {2}→ .*--stale/,
    );
    const asked = await exported("--format", "bencher", "--machine", THERE, "--stale");
    expect(Object.keys(asked.json<object>())).toEqual(["1.2/tiny/loop", "1.2/tiny/unrolled"]);
    expect(asked.stderr).toContain("stale, exported all the same: 1.2/tiny\n");
    project.write(file, source);
  });
});

describe("refused", () => {
  test.each([
    [["--format", "jnuit"], 2, "USAGE", /did you mean `junit`\? Give --format google-benchmark or /],
    [[], 2, "USAGE", /give --format google-benchmark or .* or markdown/],
    [["--format", "csv", "--iterations"], 2, "USAGE", /--format google-benchmark/],
    [["--format", "csv", "--machine", "amd-epyc"], 2, "UNKNOWN_MACHINE", new RegExp(`Nearest: ${HERE}, `)],
    [["1.3", "--format", "csv"], 2, "UNKNOWN_TARGET", /Nearest: 1\.1/],
    [["1.2", "--format", "csv"], 1, "NOTHING_TO_EXPORT", /--machine/],
    [["--format", "csv", "--output", "no/such/folder"], 1, "EXPORT_NOT_WRITABLE", /folder that exists/],
  ])("%j", async (args, exitCode, code, mend) => {
    const finished = await exported(...args);
    expect(finished).toMatchObject({ exitCode, stdout: "" });
    expect(finished.stderr).toMatch(new RegExp(`^${code}  `));
    expect(finished.stderr.slice(finished.stderr.indexOf("→"))).toMatch(mend);
  });

  test("--json without --output, in one JSON document", async () => {
    const { exitCode, json } = await exported("--format", "csv", "--json");
    expect(exitCode).toBe(2);
    expect(json()).toMatchObject({ schema: "pawl/export@1", problems: [{ code: "USAGE" }] });
  });

  test("a project in which nothing was measured", async () => {
    const { exitCode, stdout, stderr } = await openProject("pair").bench(["export", "--format", "junit"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^NOTHING_TO_EXPORT .*ever measured.*\n.*\n.*`bench run`/);
  });
});
