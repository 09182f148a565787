import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Bundle } from "../../harness/model/bundle.js";
import type { BundleReport, ImportReport } from "../../harness/model/bundling.js";
import type { MeasurementRecord } from "../../harness/model/record.js";
import type { CheckReport, DoctorReport, ListReport, RunReport } from "../../harness/model/reports.js";
import { bareRoot, CAN_CHROOT, OFFLINE, pathWith } from "./testing/bare.js";
import { bundleDocument, importDocument } from "./testing/elsewhere-documents.js";
import { openProject, run } from "./testing/project.js";
import { openRepository } from "./testing/repository.js";

/** Packing Node takes seconds, and measurements wait for those of other tests. */
const LONG = 240_000;

const home = openRepository("pair", afterAll);
const away = openProject(null, afterAll);
const elsewhere = openProject(null, afterAll);
const ARCHIVE = home.path("out.tar.gz");
const bundle = away.path("pawl-bundle-linux-x64");
const linux = process.platform === "linux" && process.arch === "x64";

/** `./bench` of the bundle, called from another folder, with nothing in the environment but this. */
async function bench(args: readonly string[], env: readonly string[], offline: readonly string[] = []) {
  const words = [...offline, "env", "-i", ...env, join(bundle, "bench"), ...args];
  return run(words[0] as string, words.slice(1), elsewhere.root).finished;
}
const COMPILER = ["g++", "as", "ld", "nm"];
const records = () => readFileSync(join(bundle, "records.json"), "utf8");
const manifest = (): Bundle => JSON.parse(readFileSync(join(bundle, "bundle.json"), "utf8")) as Bundle;

describe.skipIf(!linux)("a bundle (Linux on x86-64 only)", () => {
  let commit: string;
  let report: BundleReport;
  let withCompiler: readonly string[];
  let withNothing: readonly string[];

  beforeAll(async () => {
    commit = home.commit();
    const packed = await home.bench(["bundle", "1.1", "--prebuilt", "--output", "out.tar.gz", "--json"]);
    expect(packed.stderr).toContain("compressing");
    expect(packed.exitCode).toBe(0);
    report = packed.json<BundleReport>();
    execFileSync("tar", ["xf", ARCHIVE], { cwd: away.root });
    mkdirSync(elsewhere.path("home"));
    const env = [`HOME=${elsewhere.path("home")}`];
    withCompiler = [...env, `PATH=${pathWith(elsewhere.path("compiler"), COMPILER)}`];
    withNothing = [`PATH=${pathWith(elsewhere.path("nothing"), ["uname"])}`];
  }, LONG);

  test("is one small file that says what it holds", () => {
    expect(v.parse(bundleDocument, report)).toMatchObject({
      ...{ file: "out.tar.gz", platform: "linux-x64", targets: ["1.1"], left_out: [], problems: [] },
      origin: { commit, dirty: false, roots: [expect.any(String)] },
      // Three variants, the driver, and what measures the memory.
      prebuilt: { architecture: "x86-64-v3", libraries: 5 },
    });
    expect(report.bytes).toBe(statSync(ARCHIVE).size);
    expect(report.bytes).toBeLessThan(60_000_000);
    expect(manifest().needs.glibc).toMatch(/^2\.\d+$/);
  });

  test("carries the terms of all that is in it, and no more of the project than was asked for", () => {
    expect(readFileSync(join(bundle, "pawl/LICENSES.txt"), "utf8")).toMatch(/^koffi \d/m);
    expect(readFileSync(join(bundle, "node/LICENSE"), "utf8")).toMatch(/node/i);
    expect(existsSync(join(bundle, "pawl/node_modules/ts-morph"))).toBe(false);
    expect(Object.keys(manifest().files).sort()).toEqual(
      ["double.cpp", "factor.h", "product.cpp", "sum.cpp", "target.ts"].map(
        (name) => `targets/vectors/scale/${name}`,
      ),
    );
  });

  test(`measures with a compiler, without Node, git and ${OFFLINE.length > 0 ? "network" : "(unshare is not permitted: with) network"}`, {
    timeout: LONG,
  }, async () => {
    const ran = await bench(["run", "--workload", "tiny", "--json"], withCompiler, OFFLINE);
    expect(ran.json<RunReport>().problems).toEqual([]);
    expect(ran.exitCode).toBe(0);
    const { content } = JSON.parse(records()) as { content: { records: MeasurementRecord[] } };
    expect(content.records).toMatchObject(
      [
        {
          target: "1.1",
          workload: "tiny",
          run: { commit, dirty: false },
          toolchain: { flags: ["-O3", "-march=native"] },
        },
      ].map(({ toolchain, ...one }) => ({
        ...one,
        toolchain: { flags: expect.arrayContaining(toolchain.flags) },
      })),
    );
  });

  test("measures what is prebuilt where no compiler answers", { timeout: LONG }, async () => {
    const ran = await bench(["run", "--workload", "small"], withNothing, OFFLINE);
    expect(ran.stderr).not.toMatch(/^[A-Z_]{4,} {2}/m);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain(
      `Recorded 1 result in ${bundle}/records.json.\nAt home: bench import records.json`,
    );
    const { content } = JSON.parse(records()) as { content: { records: MeasurementRecord[] } };
    expect(content.records.map(({ workload }) => workload)).toEqual(["tiny", "small"]);
    expect(content.records[1]?.toolchain.flags).toContain("-march=x86-64-v3");
    expect(content.records[1]?.floor_us).toBeGreaterThan(0);
  });

  test("checks, lists and examines there, through a link, too", { timeout: LONG }, async () => {
    const link = elsewhere.path("linked");
    symlinkSync(join(bundle, "bench"), link);
    const listed = await run("env", ["-i", "PATH=/usr/bin:/bin", link, "list", "--json"], "/").finished;
    expect(listed.json<ListReport>().targets.map(({ id, stale }) => [id, stale])).toEqual([["1.1", false]]);
    const checked = await bench(["check", "--json"], withNothing);
    expect(checked.exitCode).toBe(0);
    expect(checked.json<CheckReport>().results[0]?.variants).toMatchObject({ sum: { state: "verified" } });
    const { findings } = (await bench(["doctor", "--json"], withNothing)).json<DoctorReport>();
    const of = (code: string) => findings.find((one) => one.code === code);
    expect(of("COMPILER")).toMatchObject({ level: "ok", detail: expect.stringContaining("x86-64-v3") });
    expect(of("GIT")).toMatchObject({ level: "ok", detail: expect.stringContaining(commit) });
  });

  test.each([["bundle"], ["diff", "HEAD"], ["promote", "1.1", "sum"], ["import", "records.json"]])(
    "%s works at home only",
    async (...args) => {
      const { exitCode, json } = await bench([...args, "--json"], withNothing);
      expect(exitCode).toBe(2);
      expect(json()).toMatchObject({
        problems: [{ code: "NOT_IN_BUNDLE", mend: expect.stringContaining("at home") }],
      });
    },
  );

  test("sanitizers need a compiler, and the message names both ways where nothing is prebuilt", {
    timeout: LONG,
  }, async () => {
    const sanitized = await bench(["check", "--sanitize", "address", "--json"], withNothing);
    expect(sanitized.json<CheckReport>().problems).toMatchObject([{ code: "NO_COMPILER" }]);
    const file = join(bundle, "bundle.json");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, JSON.stringify({ ...manifest(), prebuilt: null }));
    const bare = await bench(["run", "--json"], withNothing);
    writeFileSync(file, before);
    expect(bare.exitCode).toBe(1);
    expect(bare.json<RunReport>().problems).toMatchObject([
      { code: "NO_COMPILER", mend: expect.stringMatching(/Install one.*--prebuilt/) },
    ]);
  });

  test("what is edited there is not taken for what was prebuilt", { timeout: LONG }, async () => {
    const file = join(bundle, "project/targets/vectors/scale/sum.cpp");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, `${before}// edited\n`);
    const { json } = await bench(["check", "--json"], withNothing);
    writeFileSync(file, before);
    expect(json<CheckReport>().results[0]?.variants).toMatchObject({
      double: { state: "verified" },
      sum: {
        state: "skipped",
        problem: { code: "NOT_PREBUILT", message: expect.stringContaining("sum.cpp has changed") },
      },
    });
  });

  test("another kind of machine, and a Node that does not start, are told by sh alone", async () => {
    const fake = elsewhere.path("arm");
    mkdirSync(fake);
    writeFileSync(join(fake, "uname"), "#!/bin/sh\n[ $1 = -s ] && echo Linux || echo aarch64\n", {
      mode: 0o755,
    });
    const other = await bench(["list", "--json"], [`PATH=${fake}`]);
    expect(other.exitCode).toBe(1);
    expect(other.json()).toMatchObject({
      problems: [{ code: "BUNDLE_PLATFORM", message: expect.stringContaining("aarch64") }],
    });
    expect(other.stderr).toMatch(/^BUNDLE_PLATFORM {2}.*\n {2}→ /m);
    const broken = away.path("broken/node/node");
    away.write("broken/node/node", "#!/bin/sh\necho no GLIBC >&2; exit 1\n");
    away.write("broken/bench", readFileSync(join(bundle, "bench"), "utf8"));
    execFileSync("chmod", ["+x", broken]);
    const { exitCode, stderr } = await run("sh", [away.path("broken/bench"), "list"], "/").finished;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^BUNDLE_NODE .*\n {2}no GLIBC\n {2}→ It needs glibc 2\.\d+/m);
  });

  describe("brought home", () => {
    const imported = async () => {
      writeFileSync(home.path("records.json"), records());
      const finished = await home.bench(["import", "records.json", "--json"]);
      expect(finished.exitCode).toBe(0);
      return v.parse(importDocument, finished.json<ImportReport>());
    };

    test("counts as if it were measured here, and the second time changes nothing", async () => {
      const [machine = ""] = (
        JSON.parse(records()) as { content: { machines: { id: string }[] } }
      ).content.machines.map(({ id }) => id);
      const first = await imported();
      expect(first).toMatchObject({ machines: [machine], known: 0, problems: [] });
      expect(first.added.map(({ workload, stale }) => [workload, stale])).toEqual([
        ["tiny", null],
        ["small", null],
      ]);
      const { targets } = (await home.bench(["list", "1.1", "--json"])).json<ListReport>();
      expect(targets[0]).toMatchObject({ stale: false });
      expect(targets[0]?.status).not.toBe("NOT_STARTED");
      const files = [`results/${machine}/1.1.jsonl`, `results/${machine}/machine.json`, "tracking.md"];
      const before = files.map(home.read);
      expect(before[2]).toContain("| 1.1 |");
      expect(await imported()).toMatchObject({ added: [], known: 2 });
      expect(files.map(home.read)).toEqual(before);
      expect((await home.bench(["track", "--check"])).exitCode).toBe(0);
    });

    test("says what is stale, and why", async () => {
      const later = openProject(null);
      const clone = later.path("clone");
      home.git("clone", "--quiet", home.root, clone);
      const file = "clone/targets/vectors/scale/factor.h";
      later.write(file, `${later.read(file)}// changed since\n`);
      later.write("records.json", records());
      const { exitCode, stdout } = await later.bench(["import", "records.json", "--root", clone]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/2 of them are stale:\n {2}1\.1 tiny: changed since \w+: \S+\/factor\.h\n/);
    });

    const refused = async (text: string) => {
      home.write("other.json", text);
      const { exitCode, json } = await home.bench(["import", "other.json", "--json"]);
      const [problem] = json<ImportReport>().problems;
      expect(problem).toMatchObject({
        where: expect.stringContaining("other.json"),
        mend: expect.stringMatching(/.{10}/),
      });
      return [exitCode, problem?.code];
    };

    test("damaged, foreign and newer files are refused, and change nothing", async () => {
      const before = home.git("status", "--porcelain");
      const text = records();
      expect(await refused(text.slice(0, 1000))).toEqual([1, "IMPORT_DAMAGED"]);
      expect(await refused(text.replace('"trials":5', '"trials":6'))).toEqual([1, "IMPORT_DAMAGED"]);
      expect(await refused("#!/bin/sh\ntouch executed\n")).toEqual([1, "IMPORT_DAMAGED"]);
      expect(await refused('{"schema":"pawl/records@9"}')).toEqual([1, "IMPORT_NEWER"]);
      // Another repository, and a project without git that has other targets of that name.
      home.write("other.json", text);
      const second = openRepository("pair");
      second.write("first", "another history");
      second.git("checkout", "--quiet", "--orphan", "another");
      second.commit();
      const told = await second.bench(["import", home.path("other.json"), "--json"]);
      expect(told.json<ImportReport>().problems).toMatchObject([{ code: "IMPORT_FOREIGN" }]);
      expect(await refused('{"schema":"pawl/run@1"}')).toEqual([1, "IMPORT_REFUSED"]);
      expect(home.has("executed")).toBe(false);
      expect(home.git("status", "--porcelain").replace("?? other.json\n", "")).toBe(
        before.replace("?? other.json\n", ""),
      );
      const stranger = openProject("cheats");
      stranger.write("records.json", text);
      const { exitCode, json } = await stranger.bench(["import", "records.json", "--json"]);
      expect(exitCode).toBe(1);
      expect(json<ImportReport>().problems).toMatchObject([
        { code: "IMPORT_FOREIGN", mend: expect.stringContaining("made from") },
      ]);
      expect(stranger.has("results")).toBe(false);
    });
  });

  test.skipIf(!CAN_CHROOT)(
    "runs in a root with nothing but sh and libc (where mounts are permitted)",
    {
      timeout: LONG,
    },
    async () => {
      const [file = "", ...args] = bareRoot(away.path("root"), bundle);
      const ran = await run(file, [...args, "run", "--workload", "tiny", "--json"], "/").finished;
      const { results, problems } = ran.json<RunReport>();
      expect({ exitCode: ran.exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
      expect(results[0]?.variants.double).toMatchObject({ state: "measured" });
      expect(existsSync(away.path("root/bundle/records.json"))).toBe(true);
    },
  );
});

test.skipIf(!linux)("what cannot be packed is told before anything is", async () => {
  const project = openProject("pair");
  const { exitCode, json } = await project.bench(["bundle", "--output", "none/of/it/x.tar.gz", "--json"], {});
  expect([exitCode, json<BundleReport>().problems[0]?.code]).toEqual([1, "BUNDLE_NOT_WRITTEN"]);
  const nowhere = join(project.root, "nowhere");
  const homeless = await project.bench(["bundle", "1.1", "--json"], { TMPDIR: nowhere });
  expect(homeless.exitCode).toBe(1);
  expect(homeless.json<BundleReport>().problems).toMatchObject([
    { code: "BUNDLE_NOT_WRITTEN", where: nowhere, mend: expect.stringContaining("$TMPDIR") },
  ]);
  project.write(
    "targets/vectors/scale/target.ts",
    `import "left-pad";\n${project.read("targets/vectors/scale/target.ts")}`,
  );
  project.write(
    "node_modules/left-pad/package.json",
    '{"name":"left-pad","version":"1.0.0","main":"index.js"}',
  );
  project.write("node_modules/left-pad/index.js", "");
  const imports = await project.bench(["bundle", "1.1", "--json"]);
  expect(imports.exitCode).toBe(1);
  expect(imports.json<BundleReport>().problems).toMatchObject([
    { code: "BUNDLE_INCOMPLETE", message: expect.stringContaining("left-pad") },
  ]);
  expect(project.has("pawl-bundle-linux-x64.tar.gz")).toBe(false);
});
