import { join } from "node:path";
import { expect, test } from "vitest";
import { runTool } from "../support/spawn.js";
import { temporaryProject } from "../support/testing/project.js";
import { lastWords } from "./last-words.js";

const PROGRAM = `
#include <cstdio>
#include <stdexcept>
#include <string>
struct silent {};
int main(int count, char **arguments) {
  std::fputs("1\\n2\\n\\n3\\n4\\n", stderr);
  const std::string what = count > 1 ? arguments[1] : "";
  if (what == "silent") throw silent();
  throw std::runtime_error(what);
}`;

/** What a program prints that an exception ends. */
async function printed(what: string): Promise<string> {
  const project = temporaryProject();
  project.write("a.cpp", PROGRAM);
  const built = await runTool("c++", ["a.cpp", "-o", "a"], { cwd: project.root });
  expect(built.output).toBe("");
  return (await runTool(join(project.root, "a"), [what])).output;
}

test("an exception is told with its message, apart from what was printed before it", async () => {
  expect(lastWords(await printed("boo"))).toEqual({
    exception: "std::runtime_error: boo",
    said: "2 / 3 / 4",
  });
  expect(lastWords(await printed("a\nb: c"))).toEqual({
    exception: "std::runtime_error: a / b: c",
    said: "2 / 3 / 4",
  });
  expect(lastWords(await printed("silent"))).toEqual({ exception: "silent", said: "2 / 3 / 4" });
});

test.each([
  [
    "libc++abi: terminating due to uncaught exception of type std::runtime_error: boo\n",
    "std::runtime_error: boo",
  ],
  ["libc++abi: terminating with uncaught exception of type a::silent\n", "a::silent"],
])("so it is where another runtime says it: %s", (text, exception) => {
  expect(lastWords(`before\n${text}`)).toEqual({ exception, said: "before" });
});

test("without an exception the end of what was printed is all", () => {
  expect(lastWords("")).toEqual({ exception: null, said: "" });
  expect(lastWords("terminate called without an active exception\n")).toEqual({
    exception: null,
    said: "terminate called without an active exception",
  });
  const long = lastWords(`${"x".repeat(5000)} end\n`).said;
  expect(long).toMatch(/^…x+ end$/);
  expect(long.length).toBeLessThan(400);
});
