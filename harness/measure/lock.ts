import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import lockfile from "proper-lockfile";

/** A holder that has not renewed its lock for so long is dead. */
const STALE_MS = 10_000;
const POLL_MS = 200;

interface Owner {
  readonly pid: number;
  readonly since: string;
}

/**
 * One run measures at a time on a machine: two would disturb each other through the caches even on different CPUs.
 * Waits for the other; `onWait` is told once whom it waits for. Returns what releases the lock.
 */
export async function claimMachine(
  onWait: (message: string) => void,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const file = join(tmpdir(), "pawl-measuring.json");
  for (let said = false; ; ) {
    try {
      const release = await lockfile.lock(file, {
        realpath: false,
        stale: STALE_MS,
        onCompromised: () => {}, // the machine slept, and another run took over: no reason to lose this one
      });
      const owner: Owner = { pid: process.pid, since: new Date().toISOString() };
      await writeFile(file, JSON.stringify(owner)).catch(() => {}); // another user's file: only the message suffers
      return () => release().catch(() => {}); // lost already, see above
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    }
    if (!said) onWait(await describeOwner(file));
    said = true;
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function describeOwner(file: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await readFile(file, "utf8")) as Owner;
    const age = Math.round((Date.now() - Date.parse(since)) / 1000);
    return `waiting for another run that measures on this machine (process ${pid}, since ${age} s)`;
  } catch {
    return "waiting for another run that measures on this machine";
  }
}
