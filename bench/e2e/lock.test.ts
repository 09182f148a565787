import { expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { openProject, type TestProject } from "./testing/project.js";

/** Makes 1.2 so slow that its measurement lasts longer than another command takes to find the machine taken. */
function slowProject(): TestProject {
  const project = openProject("pair");
  const source = "targets/vectors/shift/loop.cpp";
  project.write(
    source,
    `#include <unistd.h>\n${project.read(source)}`.replace(/^ *for/m, "    usleep(5000);\n$&"),
  );
  return project;
}
/** Built already, so that it asks for the machine at once. */
async function quickProject(): Promise<TestProject> {
  const project = openProject("pair");
  await project.bench(["check", "1.1", "--workload", "tiny"]);
  return project;
}
const SLOW = ["run", "1.2", "--workload", "tiny", "--budget", "60", "--no-record"];
const QUICK = ["run", "1.1", "--workload", "tiny", "--no-record", "--json"];

test("two runs measure one after the other, and the second says for whom it waits", async () => {
  const [slow, quick] = [slowProject(), await quickProject()];
  const first = slow.start(SLOW);
  await first.said("measuring, trial 1");
  let firstEnded = false;
  first.finished.then(() => {
    firstEnded = true;
  });
  const second = quick.start(QUICK);
  await second.said(`bench run in ${slow.root} (process ${first.child.pid}, since `);
  expect(firstEnded).toBe(false);
  first.child.kill("SIGINT"); // rather than waiting for what it measures
  await second.said("measuring, trial 1");
  // The lock is free when the first has stopped measuring; its last words may come a moment later.
  expect((await first.finished).exitCode).toBe(130);
  const { exitCode, json, stderr } = await second.finished;
  expect(exitCode).toBe(0);
  expect(json<RunReport>().results).toHaveLength(1);
  // Other tests measure meanwhile, and it may wait for these too; but for this one it says so once.
  expect(stderr.split(slow.root)).toHaveLength(2);
});

test("a run that is killed while it measures keeps nobody waiting", async () => {
  const [slow, quick] = [slowProject(), await quickProject()];
  const first = slow.start(SLOW);
  await first.said("measuring, trial 1");
  const second = quick.start(QUICK);
  await second.said(`(process ${first.child.pid}, since `);
  first.child.kill("SIGKILL");
  expect((await first.finished).signal).toBe("SIGKILL");
  expect((await second.finished).exitCode).toBe(0);
});
