import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** What changes files of results so that nothing is lost: neither to another process nor to a power cut. */

/** A lock is held for milliseconds; one whose owner died while holding it is passed over after this long. */
const STALE_MS = 5_000;
const POLL_MS = 100;

/**
 * Runs `work` while no other process does so for `path`, a file that need not exist in a folder that does. Waits
 * `seconds` at most; throws an Error of code ELOCKED then.
 */
export async function whileLocked<T>(path: string, seconds: number, work: () => Promise<T>): Promise<T> {
  const { default: lockfile } = await import("proper-lockfile");
  const release = await lockfile.lock(path, {
    realpath: false,
    stale: STALE_MS,
    retries: { retries: (seconds * 1000) / POLL_MS, factor: 1, minTimeout: POLL_MS, maxTimeout: POLL_MS },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}

/** With all folders above it that are missing. */
export async function createFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await syncFolder(dirname(first));
}

/** Makes new directory entries survive a power cut; file systems that cannot sync a folder do not need it. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  } finally {
    await folder.close();
  }
}
