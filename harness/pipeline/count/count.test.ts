import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countCalls, type Tool } from "../../count/index.js";
import { createExecutor } from "../../measure/index.js";
import { runTool } from "../../support/spawn.js";
import { lastingProject } from "../../support/testing/project.js";
import { type CountingSample, countingSample } from "./testing/sample.js";
import { LENGTH, type Name, PLAYED } from "./testing/sources.js";

const there = (await runTool("valgrind", ["--version"])).exitCode === 0;
const x86 = process.arch === "x64";

describe.skipIf(!there)(`instructions${there ? "" : " (valgrind is not installed)"}`, () => {
  const project = lastingProject();
  afterAll(project.remove);
  const executor = createExecutor(join(project.scratch, "run"));
  afterAll(() => executor.close());
  const { signal } = new AbortController();
  let sample: CountingSample;
  beforeAll(async () => {
    sample = await countingSample(project, executor);
  });
  const instructions = async (...names: Name[]): Promise<number[]> => {
    const { counted } = await sample.count(names);
    return names.map((name) => counted.get(name)?.instructions ?? 0);
  };

  test("are equal in every run, wherever memory lies", async () => {
    const names = ["once", "placed", "lazy", "recursive"] as const;
    const first = await sample.count(names);
    expect(first.counter).toBe("callgrind");
    expect(first.uncounted).toEqual(new Map());
    for (const one of first.counted.values()) expect(one.steady).toBe(true);
    expect(await sample.count(names)).toEqual(first);
    for (const length of [1, 60, 200]) {
      const scratch = join(project.root, "x".repeat(length));
      expect(await sample.count(["placed"], { scratch })).toMatchObject({
        counted: new Map([["placed", first.counted.get("placed")]]),
      });
    }
  });

  test("are twice as many for twice the work", async () => {
    const [once = 0, twice = 0] = await instructions("once", "twice");
    expect(twice / once).toBeGreaterThan(1.8);
    expect(twice / once).toBeLessThan(2.2);
  });

  test("are those of a call in the steady state", async () => {
    const [once = 0, lazy = 0] = await instructions("once", "lazy");
    expect(Math.abs(lazy - once)).toBeLessThan(100);
  });

  test("include what a kernel calls, itself too", async () => {
    const [recursive] = await instructions("recursive");
    expect(recursive).toBeGreaterThan((2 * LENGTH - 1) * 5); // a call each, of a handful of instructions
  });

  test("that differ from call to call are told", async () => {
    const { steady, range = [0, 0] } = (await sample.count(["grows"])).counted.get("grows") ?? {};
    expect(steady).toBe(false);
    expect(range[1]).toBeGreaterThan(range[0]);
  });

  test.runIf(x86)("are not counted of what valgrind cannot execute", async () => {
    const { counted, uncounted } = await sample.count(["wide", "sneaky"]);
    expect(counted.size).toBe(0);
    expect(uncounted.get("wide")).toMatch(/^it requires avx512f, which valgrind cannot execute/);
    // Where the CPU does not know the instruction either, the proof has found that.
    expect(uncounted.get("sneaky")).toMatch(/SIGILL/);
  });

  test("are not counted of what is wrong", async () => {
    const { counted, uncounted } = await sample.count(["aborts"]);
    expect(counted.size).toBe(0);
    expect(uncounted.get("aborts")).toMatch(/^the build for counting is invalid: 1\.1\/aborts aborts/);
  });

  test("of a kernel with threads are not counted", async () => {
    const { counted, uncounted } = await sample.count(["once"], { threads: 2 });
    expect(counted.size).toBe(0);
    expect(uncounted.get("once")).toMatch(/2 threads/);
  });

  const calls = (name: Name, tool: Partial<Tool> = {}, timeout = 60) => {
    const { tool: valgrind, scratch } = sample.counting;
    return countCalls(sample.subject(name, timeout), { ...valgrind, ...tool }, scratch, signal);
  };

  test.each([
    ["aborts", "it died of SIGABRT under valgrind"],
    ["exits", "the totals of its calls are not all there"],
  ] as const)("of a process that ends too early are no number: %s", async (name, why) => {
    expect(await calls(name)).toBe(why);
  });

  test("of a process that hangs are no number", async () => {
    const why = "it does not end within 0.2 s while it is counted";
    expect(await calls("once", { command: ["/bin/sh", "-c", "sleep 60"] }, 0.2)).toBe(why);
  });

  test.each([
    [0, { instructions: 1002, range: [1001, 1003], steady: true }],
    [5, "the CPU did not count all the time: others took its counter, or its cores differ"],
  ])("are what the CPU's counter tells, unless it was taken away (%d)", async (stolen, expected) => {
    project.write("played.c", PLAYED);
    const library = join(project.root, `played-${stolen}.so`);
    const words = ["-shared", "-fPIC", `-DSTOLEN=${stolen}`, "played.c", "-o", library];
    expect(await runTool("gcc", words, { cwd: project.root })).toMatchObject({ output: "" });
    const command = ["/usr/bin/env", `LD_PRELOAD=${library}`];
    expect(await calls("once", { counter: "perf_event", command, mode: "hardware" })).toEqual(expected);
  });
});
