import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { compilerFor, findToolchain } from "./toolchain.js";

/** A compiler that only says what it is. */
function fakeCompiler(version: string): string {
  const project = temporaryProject();
  project.write(
    "fake-g++",
    `#!/bin/sh\ncase "$*" in *--version*) echo "${version}";; *) echo x86_64-linux;; esac\n`,
  );
  chmodSync(join(project.root, "fake-g++"), 0o755);
  return join(project.root, "fake-g++");
}

test("finds a compiler, and tells versions, machines and CPUs apart", async () => {
  const found = await findToolchain("zen4", {});
  expect(found.version).toMatch(/g\+\+|clang/i);
  const old = await findToolchain("zen4", { CXX: fakeCompiler("fake 1.0") });
  const others = [
    found,
    old,
    await findToolchain("zen4", { CXX: fakeCompiler("fake 1.1") }),
    await findToolchain("zen5", { CXX: fakeCompiler("fake 1.0") }),
  ];
  expect(new Set(others.map(({ identity }) => identity)).size).toBe(4);
  expect(old).toMatchObject({ version: "fake 1.0", identity: "fake 1.0 | x86_64-linux | zen4" });
});

test("$CXX may carry arguments; the C compiler is its sibling unless $CC names one", async () => {
  const fake = fakeCompiler("fake 1.0");
  expect(await findToolchain("", { CXX: ` ${fake}  -m64 ` })).toMatchObject({
    cxx: [fake, "-m64"],
    cc: [fake.replace("g++", "gcc"), "-m64"],
  });
  expect(await findToolchain("", { CXX: fake, CC: "tcc -w" })).toMatchObject({ cc: ["tcc", "-w"] });
});

test("a $CXX that does not answer is a problem, not a reason to take another", async () => {
  await expect(findToolchain("", { CXX: "/no/such/compiler -x" })).rejects.toMatchObject({
    problem: {
      code: "NO_COMPILER",
      message: "No C++ compiler answers: tried /no/such/compiler (from $CXX).",
      mend: expect.stringContaining("apt-get install -y g++"),
    },
  });
});

test.each([
  ["a.c", "cc -std=c17"],
  ["a.cpp", "cxx -std=c++20"],
  ["a.cc", "cxx -std=c++20"],
  ["dir.c/a.cxx", "cxx -std=c++20"],
])("%s is compiled with %s", (source, command) => {
  const toolchain = { cxx: ["cxx"], cc: ["cc"], family: "other", version: "", identity: "" } as const;
  expect(compilerFor(toolchain, source)?.join(" ")).toBe(command);
  expect(compilerFor(toolchain, "a.rs")).toBeNull();
  expect(compilerFor(toolchain, "a.cu")).toBeNull();
});

test.each([
  ["g++ (Debian 12.2.0-14) 12.2.0\nCopyright (C) 2022 Free Software Foundation, Inc.", "gcc", true],
  ["Debian clang version 14.0.6\nTarget: x86_64-pc-linux-gnu", "other", false],
])("options that only GCC knows are for GCC: %s", async (version, family, separate) => {
  const toolchain = await findToolchain("", { CXX: fakeCompiler(version) });
  expect(toolchain.family).toBe(family);
  expect(compilerFor(toolchain, "a.cpp")?.includes("-fno-gnu-unique")).toBe(separate);
  expect(compilerFor(toolchain, "a.c")).not.toContain("-fno-gnu-unique");
});
