import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { claimMachine } from "./lock.js";

const never = new AbortController().signal;
const owner = { command: "bench run", project: "/some/project", measures: true };
const checker = { command: "bench check", project: "/some/project", measures: false };
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
    expect(told).toEqual(["waiting for another run on this machine"]);
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

test("those who only build or check share the machine, and one who measures waits for all of them", async () => {
  const { root } = temporaryProject();
  const shared = () => claimMachine(checker, () => expect.unreachable(), never, root);
  const [first, second] = [await shared(), await shared()];
  const events: string[] = [];
  const measuring = claimMachine(owner, (message) => events.push(message), never, root).then((release) => {
    events.push("measuring");
    return release;
  });
  await pause(300);
  first();
  await pause(1000);
  events.push("released");
  second();
  const release = await measuring;
  expect(events).toEqual([
    expect.stringMatching(/^waiting for another run that builds or checks on this machine: bench check in /),
    "waiting 1 s for another run on this machine",
    "released",
    "measuring",
  ]);
  const abort = new AbortController();
  await expect(claimMachine(checker, () => abort.abort(), abort.signal, root)).rejects.toThrow();
  release();
});

test("one who waits to measure has its turn before those who come to build after it", async () => {
  const { root } = temporaryProject();
  const events: string[] = [];
  const claim = (who: Parameters<typeof claimMachine>[0], name: string) =>
    claimMachine(who, () => events.push(`${name} waits`), never, root).then((release) => {
      events.push(name);
      return release;
    });
  const build = await claim(checker, "build");
  const measuring = claim(owner, "measuring");
  await pause(300);
  const another = claim(checker, "another");
  await pause(300);
  build();
  (await measuring)();
  (await another)();
  expect(events).toEqual(["build", "measuring waits", "another waits", "measuring", "another"]);
});

test("neither a link nor anything else than a file is touched", async () => {
  const { root } = temporaryProject();
  const [victim, file] = [join(root, "victim"), join(root, "pawl-measuring.lock")];
  writeFileSync(victim, "precious");
  symlinkSync(victim, file);
  const unavailable = { problem: { code: "LOCK_UNAVAILABLE", where: file } };
  await expect(claimMachine(owner, () => {}, never, root)).rejects.toMatchObject(unavailable);
  expect(readFileSync(victim, "utf8")).toBe("precious");
  const other = join(root, "other");
  mkdirSync(join(other, "pawl-measuring.lock"), { recursive: true });
  await expect(claimMachine(owner, () => {}, never, other)).rejects.toThrow("no regular file");
});

test("what another wrote cannot steer a terminal", async () => {
  const { root } = temporaryProject();
  const release = await claimMachine({ ...owner, command: "\u001b[2Jbench\n run" }, () => {}, never, root);
  const abort = new AbortController();
  const told: string[] = [];
  const say = (message: string) => {
    told.push(message);
    abort.abort();
  };
  await expect(claimMachine(owner, say, abort.signal, root)).rejects.toThrow();
  release();
  expect(told[0]).toContain(": [2Jbench run in /some/project");
});
