import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Inputs and folders (`<pid>-…`) and status files (`status-<pid>-…`) are named after the process that works with them. */
const OWNER = /^(?:status-)?(\d+)-/;

/** Deletes what processes that were killed left in `folder`, and nothing of those that live. */
export async function clearLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const owner = OWNER.exec(name)?.[1];
    if (owner !== undefined && !lives(Number(owner)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH"; // EPERM: it is somebody else's
  }
}
