import { type ChildProcess, spawn } from "node:child_process";

/** Copies 128 MB to and fro without end: what a neighbour on the memory bus does at worst. */
const THRASH = `
const memory = new Uint8Array(2 ** 27);
for (;;) { memory.copyWithin(0, 2 ** 26); memory.copyWithin(2 ** 26, 0, 2 ** 26); }
`;

/** Starts a process that thrashes memory, on the CPUs of this one. Returns what ends it. */
export function disturb(): () => void {
  const child: ChildProcess = spawn(process.execPath, ["-e", THRASH], { stdio: "ignore" });
  return () => void child.kill("SIGKILL");
}
