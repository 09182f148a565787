import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import koffi from "koffi";
import { expect, test } from "vitest";
import { runTool } from "../support/spawn.js";
import { temporaryProject } from "../support/testing/project.js";
import { type Artifact, compile, type Job } from "./compile.js";
import { findToolchain } from "./toolchain.js";

const toolchain = await findToolchain("this CPU");

/** A library that includes a header, compiled by a compiler that notes its runs. */
function sampleJob() {
  const own = temporaryProject();
  own.write("size.h", "#define SIZE 1\n");
  own.write("a.c", '#include "size.h"\nint size(void) { return SIZE + MORE; }\n');
  own.write("runs", "");
  own.write("cc", `#!/bin/sh\necho run >> ${own.root}/runs\nexec ${toolchain.cc.join(" ")} "$@"\n`);
  chmodSync(join(own.root, "cc"), 0o755);
  const build = async (parts: Partial<Job> = {}, identity = "fake 1.0"): Promise<Artifact> => {
    const result = await compile(
      {
        label: "1.1/a",
        sources: [join(own.root, "a.c")],
        flags: ["-O1"],
        link: [],
        found: [],
        include: [],
        defines: { MORE: "0" },
        sanitizers: [],
        ...parts,
      },
      {
        root: own.root,
        toolchain: { ...toolchain, cc: [join(own.root, "cc")], identity },
        sanitizers: [],
        cache: { folder: join(own.scratch, "cache"), root: own.root },
        logs: join(own.scratch, "log"),
        signal: new AbortController().signal,
      },
    );
    if ("problem" in result) throw new Error(JSON.stringify(result.problem));
    return result.artifact;
  };
  return { own, build, runs: () => own.read("runs").split("\n").length - 1 };
}

test("what was built is not built again, and what went missing is", async () => {
  const { build, runs } = sampleJob();
  const first = await build();
  expect(await build()).toEqual(first);
  expect(runs()).toBe(1);
  rmSync(first.library);
  expect(await build()).toEqual(first);
  expect(runs()).toBe(2);
});

test("a cache goes with a checkout to another place", async () => {
  const [here, there] = [sampleJob(), sampleJob()];
  const first = await here.build();
  cpSync(join(here.own.scratch, "cache"), join(there.own.scratch, "cache"), { recursive: true });
  const second = await there.build();
  expect(there.runs()).toBe(0);
  expect(second.hash).toBe(first.hash);
  expect(second.files).toEqual(["a.c", "size.h"].map((file) => join(there.own.root, file)));
});

type Sample = ReturnType<typeof sampleJob>;

test.each<[string, (sample: Sample) => Promise<Artifact>, boolean]>([
  [
    "the source",
    ({ own, build }) => {
      own.write("a.c", "int size(void) { return 9; }\n");
      return build();
    },
    true,
  ],
  [
    "an included header",
    ({ own, build }) => {
      own.write("size.h", "#define SIZE 2\n");
      return build();
    },
    true,
  ],
  ["a definition", ({ build }) => build({ defines: { MORE: "1" } }), true],
  ["the flags", ({ build }) => build({ flags: ["-O0"] }), true],
  ["the choice of sanitizers", ({ build }) => build({ sanitizers: ["undefined"] }), true],
  ["the compiler's identity", ({ build }) => build({}, "fake 1.1"), false],
])("another library is built when %s changes, and the old one is still there", async (_, change, differs) => {
  const sample = sampleJob();
  const first = await sample.build();
  const second = await change(sample);
  expect(sample.runs()).toBe(2);
  expect(second.library).not.toBe(first.library);
  expect(second.hash !== first.hash).toBe(differs);
  expect(existsSync(first.library)).toBe(true);
});

test("a linked file is part of what is built; words that name none are not", async () => {
  const { own, build, runs } = sampleJob();
  const link = ["part.o", "-lm", "-L", "targets", join(own.root, "other.o")];
  const object = async (name: string, content: string) => {
    own.write(`${name}.c`, content);
    const made = await runTool("cc", ["-fPIC", "-c", `${name}.c`, "-o", `${name}.o`], { cwd: own.root });
    expect(made.output).toBe("");
  };
  await object("part", "int part(void) { return 1; }\n");
  await object("other", "int other(void) { return 1; }\n");
  const first = await build({ link });
  const files = ["a.c", "part.o", "other.o", "size.h"].map((name) => join(own.root, name));
  expect(first.files).toEqual(files);
  expect(await build({ link })).toEqual(first);
  expect(runs()).toBe(1);
  await object("part", "int part(void) { return 2; }\n");
  const second = await build({ link });
  expect(runs()).toBe(2);
  expect(second.hash).not.toBe(first.hash);
});

test("libraries with one header keep static variables of inline functions apart", async () => {
  const { own, build } = sampleJob();
  own.write("count.h", "inline int &count() { static int n = 0; return n; }\n");
  const counters = [];
  for (const name of ["first", "second"]) {
    own.write(`${name}.cpp`, `#include "count.h"\nextern "C" int ${name}() { return ++count(); }\n`);
    const { library } = await build({ sources: [join(own.root, `${name}.cpp`)], flags: ["-O0"] });
    counters.push(koffi.load(library).func(name, "int", []));
  }
  expect(counters.map((count) => [count(), count()])).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test("a build leaves nothing but its library, whether it succeeds or not", async () => {
  const { own, build } = sampleJob();
  await build();
  own.write("a.c", "no C\n");
  await expect(build()).rejects.toThrow("COMPILE_ERROR");
  const left = readdirSync(join(own.scratch, "cache")).map((name) => name.replace(/^.*\./, "."));
  expect(left.sort()).toEqual([".json", ".so"]);
});

test("a header that comes back as it was finds its old library", async () => {
  const { own, build, runs } = sampleJob();
  const first = await build();
  own.write("size.h", "#define SIZE 2\n");
  await build();
  own.write("size.h", "#define SIZE 1\n");
  expect((await build()).library).toBe(first.library);
  expect(runs()).toBe(2);
});

test("the same build asked for several times at once is one library", async () => {
  const { build } = sampleJob();
  const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => build()));
  expect(others).toEqual(new Array(7).fill(first));
});
