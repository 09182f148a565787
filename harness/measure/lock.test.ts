import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { claimMachine } from "./lock.js";

/** The lock lies in the system's folder for temporary files: here in one of the test's own. */
function ownTemporaryFolder(): void {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = temporaryProject().root;
  onTestFinished(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
}

const never = new AbortController().signal;

test("a second claim waits for the first, and is told once for whom", async () => {
  ownTemporaryFolder();
  const events: string[] = [];
  const first = await claimMachine((message) => events.push(message), never);
  const second = claimMachine((message) => events.push(message), never).then((release) => {
    events.push("second");
    return release;
  });
  // Longer than it polls, so that it has been refused several times.
  await new Promise((resolve) => setTimeout(resolve, 500));
  events.push("released");
  await first();
  await (await second)();
  expect(events).toEqual([
    expect.stringMatching(`^waiting for another run .*\\(process ${process.pid}, since \\d+ s\\)$`),
    "released",
    "second",
  ]);
  await (await claimMachine(() => events.push("waits"), never))();
  expect(events).not.toContain("waits");
});

test("waiting can be given up", async () => {
  ownTemporaryFolder();
  const release = await claimMachine(() => {}, never);
  const abort = new AbortController();
  await expect(claimMachine(() => abort.abort(), abort.signal)).rejects.toMatchObject({ name: "AbortError" });
  await release();
});

test("a file that cannot be written only costs the message", async () => {
  ownTemporaryFolder();
  mkdirSync(join(tmpdir(), "pawl-measuring.json"));
  const release = await claimMachine(() => {}, never);
  const abort = new AbortController();
  const told: string[] = [];
  const waiting = claimMachine((message) => {
    told.push(message);
    abort.abort();
  }, abort.signal);
  await expect(waiting).rejects.toThrow();
  expect(told).toEqual(["waiting for another run that measures on this machine"]);
  await release();
  expect(existsSync(join(tmpdir(), "pawl-measuring.json.lock"))).toBe(false);
});
