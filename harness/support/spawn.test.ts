import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runTool } from "./spawn.js";
import { temporaryProject } from "./testing/project.js";

/** A script in a project of its own. */
function script(text: string) {
  const project = temporaryProject();
  project.write("tool", `#!/bin/sh\n${text}\n`);
  chmodSync(join(project.root, "tool"), 0o755);
  return { project, tool: join(project.root, "tool") };
}

/** A zombie that nobody has waited for yet runs no more. */
async function isRunning(pid: string): Promise<boolean> {
  const { output } = await runTool("ps", ["-o", "stat=", "-p", pid]);
  return output.trim() !== "" && !output.trim().startsWith("Z");
}

test("brings both streams, the exit code and the environment home", async () => {
  const { tool } = script('echo "$LC_ALL $MORE $1"; echo wrong >&2; exit 3');
  const signal = new AbortController().signal;
  const expected = { exitCode: 3, signal: null, output: "C more word\nwrong" };
  expect(await runTool(tool, ["word"], { env: { MORE: "more" } })).toEqual(expected);
  expect(await runTool(tool, ["word"], { env: { MORE: "more" }, signal })).toEqual(expected);
});

test("a tool that cannot be started, or no more, is no exception", async () => {
  const none = { exitCode: null, signal: null, output: "" };
  expect(await runTool("/no/such/tool", [])).toEqual(none);
  expect(await runTool("/no/such/tool", [], { signal: new AbortController().signal })).toEqual(none);
  const { project, tool } = script("touch started");
  expect(await runTool(tool, [], { cwd: project.root, signal: AbortSignal.abort() })).toEqual(none);
  expect(existsSync(join(project.root, "started"))).toBe(false);
});

test("aborting kills what the tool has started, too", async () => {
  // As a compiler driver does: the work is a child's, which holds none of the driver's streams.
  const { project, tool } = script("sleep 600 >/dev/null 2>&1 & echo $! > pid.new; mv pid.new pid; wait");
  const controller = new AbortController();
  const running = runTool(tool, [], { cwd: project.root, signal: controller.signal });
  await vi.waitUntil(() => existsSync(join(project.root, "pid")), { timeout: 10_000 });
  const child = project.read("pid").trim();
  expect(await isRunning(child)).toBe(true);
  controller.abort();
  expect(await running).toMatchObject({ exitCode: null, signal: "SIGKILL" });
  await vi.waitUntil(async () => !(await isRunning(child)), { timeout: 3_000 });
});

test("many tools at once may share a signal", async () => {
  const warned = vi.fn();
  process.on("warning", warned);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 12 }, () => runTool("true", [], { signal })));
  process.off("warning", warned);
  expect(warned).not.toHaveBeenCalled();
});
