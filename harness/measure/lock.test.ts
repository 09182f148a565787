import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { claimMachine } from "./lock.js";

const never = new AbortController().signal;
const owner = { command: "bench run", project: "/some/project" };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("a second claim waits for the first, and is told for whom and how long", async () => {
  const { root } = temporaryProject();
  const events: string[] = [];
  const claim = () => claimMachine(owner, (message) => events.push(message), never, root);
  const first = await claim();
  const second = claim().then((release) => {
    events.push("second");
    return release;
  });
  await pause(1500);
  events.push("released");
  first();
  (await second)();
  const who = `for another run that measures on this machine: bench run in /some/project \\(process ${process.pid}`;
  expect(events).toEqual([
    expect.stringMatching(`^waiting ${who}, since \\d+ s\\)$`),
    expect.stringMatching(`^waiting 1 s ${who}, since \\d+ s\\)$`),
    "released",
    "second",
  ]);
  (await claim())();
  expect(events).toHaveLength(4);
});

test("waiting can be given up", async () => {
  const { root } = temporaryProject();
  const release = await claimMachine(owner, () => {}, never, root);
  const abort = new AbortController();
  const waiting = claimMachine(owner, () => abort.abort(), abort.signal, root);
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  release();
  (await claimMachine(owner, () => expect.unreachable(), never, root))();
});

test("a lock dies with its owner, however that dies", async () => {
  const { root } = temporaryProject();
  const script = `
    const koffi = require("koffi");
    const fd = require("fs").openSync(process.argv[1], "a+");
    koffi.load(null).func("int flock(int fd, int operation)")(fd, 2);
    console.log("held");
    setInterval(() => {}, 1000);`;
  const file = join(root, "pawl-measuring.lock");
  const holder = spawn(process.execPath, ["-e", script, file], { stdio: ["ignore", "pipe", "inherit"] });
  await once(holder.stdout, "data");
  const told: string[] = [];
  const claim = claimMachine(owner, (message) => told.push(message), never, root);
  await pause(300);
  expect(told).toHaveLength(1);
  holder.kill("SIGKILL");
  (await claim)();
});

test("what others left in the file, or may do with it, costs no more than the name", async () => {
  const { root } = temporaryProject();
  const file = join(root, "pawl-measuring.lock");
  writeFileSync(file, "not JSON");
  chmodSync(file, 0o444);
  const release = await claimMachine(owner, () => {}, never, root);
  if (process.getuid?.() !== 0) {
    const abort = new AbortController();
    const told: string[] = [];
    const say = (message: string) => {
      told.push(message);
      abort.abort();
    };
    await expect(claimMachine(owner, say, abort.signal, root)).rejects.toThrow();
    expect(told).toEqual(["waiting for another run that measures on this machine"]);
  }
  release();
});

test("a lock that cannot be taken is a problem", async () => {
  const { root } = temporaryProject();
  const file = join(root, "nowhere");
  await expect(claimMachine(owner, () => {}, never, file)).rejects.toMatchObject({
    problem: { code: "LOCK_UNAVAILABLE", where: join(file, "pawl-measuring.lock") },
  });
});
