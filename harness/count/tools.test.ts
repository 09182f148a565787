import { afterEach, expect, test, vi } from "vitest";
import { buildCounter, findToolchain } from "../build/index.js";
import { temporaryProject } from "../support/testing/project.js";
import { findTool, hardwareProblem } from "./tools.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ["No such file or directory", /--counter instructions/],
  ["Operation not supported", /--counter instructions/],
  ["Permission denied", /perf_event_paranoid=2/],
  ["Operation not permitted", /perf_event_paranoid=2/],
])("%s: what to do about the CPU's counter", (error, mend) => {
  expect(hardwareProblem(error)).toMatchObject({
    code: "HARDWARE_COUNTER_MISSING",
    message: expect.stringContaining(error),
    mend: expect.stringMatching(mend),
  });
});

test("without valgrind nobody counts instructions, and that is told", async () => {
  vi.stubEnv("PATH", "/nowhere");
  const { tool, problems } = await findTool("instructions", "/nowhere/count");
  expect(tool).toBeNull();
  expect(problems).toMatchObject([
    { code: "VALGRIND_MISSING", mend: expect.stringContaining("apt-get install") },
  ]);
});

test.runIf(process.platform === "linux")("the CPU counts, or refuses with its reason", async () => {
  const signal = new AbortController().signal;
  const program = await buildCounter(temporaryProject(), await findToolchain("this CPU"), signal);
  vi.stubEnv("PATH", "/nowhere");
  const { tool, problems } = await findTool("hardware", program ?? "");
  if (tool) expect([tool, problems]).toEqual([{ counter: "perf_event", command: [], mode: "hardware" }, []]);
  else
    expect(problems).toMatchObject([
      { code: "HARDWARE_COUNTER_MISSING", message: expect.not.stringContaining("no answer") },
      { code: "VALGRIND_MISSING" },
    ]);
});
