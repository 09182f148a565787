import { chmodSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { findRuntime, instrumentation } from "./sanitize.js";
import { findToolchain, type Toolchain } from "./toolchain.js";

/** A compiler that answers questions, and finds those libraries only that it is given, by name. */
function fakeCompiler(family: Toolchain["family"], libraries: Readonly<Record<string, string>>) {
  const own = temporaryProject();
  for (const [name, content] of Object.entries(libraries)) own.write(name, content);
  own.write(
    "c++",
    `#!/bin/sh
case "$1" in
-dumpmachine) echo riscv64-unknown-linux-gnu ;;
-print-prog-name=*) echo "\${1#*=}" ;;
-print-file-name=*) test -e "${own.root}/\${1#*=}" && echo "${own.root}/\${1#*=}" || echo "\${1#*=}" ;;
esac
`,
  );
  chmodSync(join(own.root, "c++"), 0o755);
  const cxx = [join(own.root, "c++")];
  const toolchain: Toolchain = { cxx, cc: cxx, family, version: "fake 1.0", identity: "fake" };
  return { root: own.root, toolchain };
}

const ELF = "\x7fELF…";

test("the runtimes of this machine's compiler are there", async () => {
  const { preload } = await findRuntime(await findToolchain("this CPU"), ["address", "undefined"]);
  expect(preload[0]).toMatch(/asan.*\.so/);
  expect(preload.map((path) => realpathSync(path))).toEqual(preload);
});

test("GCC has one library each, and a linker script may stand for it", async () => {
  const { root, toolchain } = fakeCompiler("gcc", {
    "libasan.so": "/* GNU ld script */\nINPUT ( /usr/lib64/libasan.so.8.0.0 )\n",
    "libubsan.so": ELF,
  });
  expect(await findRuntime(toolchain, ["address", "undefined"])).toEqual({
    preload: ["/usr/lib64/libasan.so.8.0.0", join(root, "libubsan.so")],
    symbolizer: null,
  });
});

test("clang has one library for both, under one of two names", async () => {
  const old = fakeCompiler("other", { "libclang_rt.asan-riscv64.so": ELF });
  expect((await findRuntime(old.toolchain, ["address", "undefined"])).preload).toEqual([
    join(old.root, "libclang_rt.asan-riscv64.so"),
  ]);
  const recent = fakeCompiler("other", { "libclang_rt.ubsan_standalone.so": ELF });
  expect((await findRuntime(recent.toolchain, ["undefined"])).preload).toEqual([
    join(recent.root, "libclang_rt.ubsan_standalone.so"),
  ]);
});

test.each([
  ["gcc", "libasan.so", "libasan"],
  ["other", "libclang_rt.asan-riscv64.so", "libclang-rt-dev"],
] as const)("a %s without its runtime says which, and what to install", async (family, name, remedy) => {
  const { toolchain } = fakeCompiler(family, {});
  await expect(findRuntime(toolchain, ["address"])).rejects.toMatchObject({
    problem: {
      code: "SANITIZER_MISSING",
      message: `fake 1.0 comes without ${name}.`,
      where: toolchain.cxx[0],
      mend: expect.stringContaining(remedy),
    },
  });
});

test("nothing is added to a build without sanitizers", () => {
  const { toolchain } = fakeCompiler("gcc", {});
  expect(instrumentation(toolchain, [])).toEqual({ compile: [], mild: [], link: [] });
  expect(instrumentation(toolchain, ["address", "undefined"]).link).toEqual(["-fsanitize=address,undefined"]);
});
