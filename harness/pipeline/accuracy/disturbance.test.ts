import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { disturb } from "./disturbance.js";

/** Processes that the given one has started, with what they run. */
const childrenOf = (pid: number | undefined) =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent]) => Number(parent) === pid)
    .map(([child, , ...args]) => ({ pid: Number(child), args: args.join(" ") }));

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const gone = async (pid: number): Promise<true> => {
  while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  return true;
};

test("a disturbance goes on until it is ended, and says when it did not", async () => {
  const disturbance = await disturb();
  disturbance.assertGoesOn();
  const { pid } = childrenOf(process.pid).find(({ args }) => args.includes(" -e ")) ?? { pid: 0 };
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, "SIGKILL");
  expect(await gone(pid)).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(() => disturbance.assertGoesOn()).toThrow("ended with SIGKILL");
  disturbance.end();
});

test("it does not outlive its parent, however that dies", async () => {
  const module = fileURLToPath(new URL("disturbance.ts", import.meta.url));
  const script = `
    const { createJiti } = require("jiti");
    createJiti(process.cwd() + "/")
      .import(${JSON.stringify(module)})
      .then(({ disturb }) => disturb())
      .then(() => console.log("disturbed"));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(parent.stdout, "data");
  const child = childrenOf(parent.pid)[0]?.pid ?? 0;
  expect(child).toBeGreaterThan(0);
  expect(alive(child)).toBe(true);
  parent.kill("SIGKILL");
  expect(await gone(child)).toBe(true);
});
