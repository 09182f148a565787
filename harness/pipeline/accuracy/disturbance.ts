import { spawn } from "node:child_process";
import { once } from "node:events";
import { ProblemError } from "../../support/problem.js";

/**
 * Copies 128 MB to and fro without end: what a neighbour on the memory bus does at worst. Between copies it looks
 * whether its parent, at the other end of stdin, has gone, however that died.
 */
const THRASH = `
const memory = new Uint8Array(2 ** 27);
const copy = () => {
  memory.copyWithin(0, 2 ** 26);
  memory.copyWithin(2 ** 26, 0, 2 ** 26);
  setImmediate(copy);
};
process.stdin.on("close", () => process.exit()).resume();
copy();
`;

export interface Disturbance {
  /** Throws ProblemError DISTURBANCE_FAILED when it has ended by itself: what was measured was not disturbed. */
  assertGoesOn(): void;
  end(): void;
}

/** Starts a process that thrashes memory, on the CPUs of this one. Throws ProblemError DISTURBANCE_FAILED. */
export async function disturb(): Promise<Disturbance> {
  const child = spawn(process.execPath, ["-e", THRASH], { stdio: ["pipe", "ignore", "ignore"] });
  let failure: string | null = null;
  // Only what happens before `end` matters, and that is asked for.
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("exit", (code, signal) => {
    failure ??= `it ended with ${signal ?? code}`;
  });
  await once(child, "spawn").catch((error: Error) => {
    throw failed(error.message);
  });
  return {
    assertGoesOn() {
      if (failure !== null) throw failed(failure);
    },
    end: () => void child.kill("SIGKILL"),
  };
}

const failed = (why: string) =>
  new ProblemError({
    code: "DISTURBANCE_FAILED",
    message: `The process that disturbs measurements did not go on: ${why}.`,
    mend: "It needs 128 MB of memory and a CPU beside the measuring one; then run it again.",
  });
