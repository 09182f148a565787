import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inout } from "../index.js";
import type { Problem } from "../model/problem.js";
import { lastingProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant } from "../support/testing/target.js";
import { buildTargets, findToolchain, projectFiles, type TargetBuild, type Toolchain } from "./index.js";

const signature = {
  kernel: { name: "kernel", args: { x: inout("f32", "n"), n: "usize" } },
} as const;
const HEADER = '#include "pawl/1.1.h"\n';
const BODY = "{ for (size_t i = 0; i < n; i++) x[i] *= 2; }\n";
const GOOD = `${HEADER}void kernel(float *x, size_t n) ${BODY}`;

/** Each variant's files; one named like the variant, unless its declaration says otherwise. */
const FILES = {
  "plain.c": GOOD,
  "twin.c": GOOD,
  "cxx.cpp": GOOD,
  "half.c": `${HEADER}void helper(float *x, size_t n);\nvoid kernel(float *x, size_t n) { helper(x, n); }\n`,
  "other.cpp": `#include <cstddef>\nextern "C" void helper(float *x, std::size_t n) ${BODY}`,
  "two.c": `${HEADER}void first(float *x, size_t n) ${BODY}void second(float *x, size_t n) ${BODY}`,
  "map.txt": "V1 { global: kernel; local: *; };\n",
  "broken.cpp": `${HEADER}\nvoid kernel(float *x, size_t n) {\n  return vecotr(x);\n}\n`,
  "mismatch.cpp": `${HEADER}int kernel(float *x, size_t n) { return 0; }\n`,
  "mangled.cpp": `#include <cstddef>\nnamespace a { void kernel(float *x, std::size_t n) ${BODY}}\n`,
  "renamed.c": `#include <stddef.h>\nvoid kernle(float *x, size_t n) ${BODY}`,
  "calls.cpp": `${HEADER}void a(float *), b(float *), c(float *), d(float *);
void kernel(float *x, size_t) { a(x); b(x); c(x); d(x); a(x); }\n`,
  "unknown.rs": "fn kernel() {}\n",
} as const;

const at = (...names: string[]) => ({ sources: names.map((name) => `targets/demo/${name}`) });
const VARIANTS = [
  sampleVariant("plain"),
  sampleVariant("twin"),
  sampleVariant("cxx", at("cxx.cpp")),
  sampleVariant("several", at("half.c", "other.cpp")),
  sampleVariant("first", { ...at("two.c"), symbol: "first" }),
  sampleVariant("second", { ...at("two.c"), symbol: "second" }),
  sampleVariant("versioned", { ...at("plain.c"), link: ["-Wl,--version-script=targets/demo/map.txt"] }),
  sampleVariant("broken", at("broken.cpp")),
  sampleVariant("mismatch", at("mismatch.cpp")),
  sampleVariant("mangled", at("mangled.cpp")),
  sampleVariant("renamed"),
  sampleVariant("unlinked", at("half.c")),
  sampleVariant("unlinked-cxx", at("calls.cpp")),
  sampleVariant("lenient", { ...at("half.c"), link: ["-Wl,--unresolved-symbols=ignore-all"] }),
  sampleVariant("packaged", { ...at("half.c"), link: ["npm:@demo/helper/lib/libhelper.so"] }),
  sampleVariant("unpackaged", { ...at("half.c"), link: ["npm:@demo/helper/lib/libother.so"] }),
  sampleVariant("missing"),
  sampleVariant("unknown", at("unknown.rs")),
  sampleVariant("prebuilt", { sources: [], library: "targets/demo/no.so" }),
];
const BAD = [
  "broken",
  "mismatch",
  "mangled",
  "renamed",
  "unlinked",
  "unlinked-cxx",
  "missing",
  "unpackaged",
  "unknown",
  "prebuilt",
];

let toolchain: Toolchain;
let build: TargetBuild;
const told: string[] = [];
const project = lastingProject();
const signal = new AbortController().signal;

beforeAll(async () => {
  toolchain = await findToolchain("this CPU");
  for (const [name, text] of Object.entries(FILES)) project.write(`targets/demo/${name}`, text);
  project.write("node_modules/@demo/helper/package.json", '{ "version": "1.0.0" }');
  project.write("node_modules/@demo/helper/lib/helper.cpp", FILES["other.cpp"]);
  const library = ["-shared", "-fPIC", "-Wl,-soname,libhelper.so", "-o", "libhelper.so", "helper.cpp"];
  execFileSync("g++", library, { cwd: join(project.root, "node_modules/@demo/helper/lib") });
  const target = sampleTarget(signature, VARIANTS);
  const builds = await buildTargets(project, [{ target, variants: VARIANTS }], {
    toolchain,
    signal,
    onBuilt: (_, name) => told.push(name),
  });
  build = builds.get("1.1") as TargetBuild;
});
afterAll(project.remove);

const problem = (name: string) => build.problems.get(name) as Problem;

test("builds what can be built, and tells of each", () => {
  const good = VARIANTS.map(({ name }) => name).filter((name) => !BAD.includes(name));
  expect([...build.artifacts.keys()].sort()).toEqual(good.sort());
  expect([...build.problems.keys()].sort()).toEqual(BAD.toSorted());
  expect(told.sort()).toEqual(["driver", ...good, ...BAD].sort());
  for (const { library } of [build.driver, ...build.artifacts.values()])
    expect(existsSync(library)).toBe(true);
});

test("identical code has identical bytes, whatever file it is in; other code has not", () => {
  const hash = (name: string) => build.artifacts.get(name)?.hash;
  expect(hash("twin")).toBe(hash("plain"));
  expect(new Set(["plain", "several", "first"].map(hash)).size).toBe(3);
});

test("an artifact knows what it was built from", () => {
  expect(projectFiles(project, build.artifacts.values())).toEqual([
    "targets/demo/cxx.cpp",
    "targets/demo/half.c",
    "targets/demo/other.cpp",
    "targets/demo/plain.c",
    "targets/demo/twin.c",
    "targets/demo/two.c",
  ]);
  expect(build.artifacts.get("plain")?.files).toContain(join(project.scratch, "include/pawl/1.1.h"));
});

test("a library in a package is found again when the variant is loaded", async () => {
  const { default: koffi } = await import("koffi");
  const kernel = koffi
    .load(build.artifacts.get("packaged")?.library as string)
    .func("void kernel(_Inout_ float *x, size_t n)");
  const x = Float32Array.of(1, 2, 3);
  kernel(x, 2);
  expect([...x]).toEqual([2, 4, 3]);
});

test.each([
  ["broken", "COMPILE_ERROR", "targets/demo/broken.cpp:4", /^1\.1\/broken does not compile: .*vecotr/],
  ["mismatch", "COMPILE_ERROR", "targets/demo/mismatch.cpp:2", /conflicting|ambiguating/],
  [
    "unlinked",
    "SYMBOL_UNDEFINED",
    "targets/demo/half.c",
    /^1\.1\/unlinked uses `helper`, which nothing defines\.$/,
  ],
  [
    "unlinked-cxx",
    "SYMBOL_UNDEFINED",
    "targets/demo/calls.cpp",
    /uses `a\(float\*\)`, `b\(float\*\)`, `c\(float\*\)` and 1 more, which nothing defines/,
  ],
  ["mangled", "SYMBOL_MISSING", "targets/demo/mangled.cpp", /has the C\+\+ function a::kernel\(float\*, /],
  ["renamed", "SYMBOL_MISSING", "targets/demo/renamed.c", /exports no function kernel; it exports kernle\.$/],
  ["missing", "SOURCE_MISSING", "targets/demo/missing.c", /cannot be read/],
  ["unknown", "UNKNOWN_LANGUAGE", "targets/demo/unknown.rs", /no compiler is known/],
  ["prebuilt", "LIBRARY_MISSING", "targets/demo/no.so", /cannot be read/],
  ["unpackaged", "LIBRARY_MISSING", "npm:@demo/helper/lib/libother.so", /cannot be read/],
])("%s is a problem of its own: %s at %s", (name, code, where, message) => {
  expect(problem(name)).toMatchObject({ code, where, mend: expect.stringMatching(/\.$/) });
  expect(problem(name).message).toMatch(message);
});

test("what is not linked is to be named in the declaration", () => {
  expect(problem("unlinked").mend).toMatch(
    /^Name the file that defines it under `sources`, or its library under `link`, /,
  );
  expect(problem("unlinked-cxx").mend).toMatch(/if it is C, declare it extern "C"/);
});

test("the whole output of a failed compiler is kept", () => {
  const log = /whole output is in (\S+)\.$/.exec(problem("broken").mend ?? "")?.[1] ?? "";
  expect(readFileSync(join(project.root, log), "utf8")).toMatch(/^\$ \S+ .*broken\.cpp.*\n(.*\n)*.*vecotr/);
});

test("a driver that does not compile is the target's problem", async () => {
  const clash = { kernel: { name: "printf", args: { x: inout("f32", "n"), n: "usize" } } } as const;
  const target = sampleTarget(clash, [], { id: "9.9" });
  const builds = await buildTargets(project, [{ target, variants: [] }], {
    toolchain,
    signal,
    onBuilt: () => {},
  });
  expect(builds.get("9.9")).toMatchObject({
    code: "DRIVER_ERROR",
    message: expect.stringMatching(/The driver of 9\.9 does not compile: .*printf/),
    where: expect.stringMatching(/\.h:\d+$/),
  });
});
