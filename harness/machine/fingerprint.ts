import type { Machine } from "../model/machine.js";
import { ProblemError } from "../support/problem.js";
import { type System, thisSystem } from "../support/system.js";

/**
 * What this machine is. Linux reads `/proc` and `/sys`, macOS asks `sysctl`.
 * @throws ProblemError UNSUPPORTED_PLATFORM elsewhere
 */
export async function fingerprint(system: System = thisSystem): Promise<Machine> {
  if (system.platform === "linux") return (await import("./linux.js")).linuxMachine(system);
  if (system.platform === "darwin" && system.arch === "arm64")
    return (await import("./darwin.js")).darwinMachine();
  throw new ProblemError({
    code: "UNSUPPORTED_PLATFORM",
    message: `pawl does not run on ${system.platform} ${system.arch}.`,
    mend: "Use Linux on x86-64 or arm64 (on Windows: WSL 2), or macOS on Apple silicon.",
  });
}
