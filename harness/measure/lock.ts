import {
  closeSync,
  constants,
  fchmodSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { constants as os, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ProblemError } from "../support/problem.js";

const POLL_MS = 100;
/** How often a waiting run says for how long it has waited. */
const SAY_MS = 1000;

/** Who measures. */
export interface Owner {
  /** `bench run`. */
  readonly command: string;
  /** Root of the project. */
  readonly project: string;
}

interface Entry extends Owner {
  readonly pid: number;
  readonly since: string;
}

/**
 * One command measures at a time on a machine: two would disturb each other through caches, memory and clock speed even
 * on different CPUs. Waits for the other; `onWait` is told for whom, again every second. Returns what releases the lock.
 *
 * The lock is the kernel's (`flock`), so that it ends with its owner however that dies, and no other process can be
 * mistaken for the owner. The file around it only says who that is.
 * @throws ProblemError LOCK_UNAVAILABLE
 */
export async function claimMachine(
  owner: Owner,
  onWait: (message: string) => void,
  signal: AbortSignal,
  folder: string = sharedFolder(),
): Promise<() => void> {
  const file = join(folder, "pawl-measuring.lock");
  const tryLock = await flock();
  const handle = open(file);
  const began = Date.now();
  let said = Number.NEGATIVE_INFINITY;
  try {
    while (!tryLock(handle.fd, file)) {
      if (Date.now() - said >= SAY_MS) {
        said = Date.now();
        onWait(describe(file, Math.round((said - began) / 1000)));
      }
      await sleep(POLL_MS, undefined, { signal });
    }
  } catch (error) {
    closeSync(handle.fd);
    throw error;
  }
  const entry: Entry = { ...owner, pid: process.pid, since: new Date().toISOString() };
  if (handle.writable) {
    ftruncateSync(handle.fd);
    writeSync(handle.fd, JSON.stringify(entry), 0);
  }
  return () => closeSync(handle.fd);
}

/** The same for every user and session, unlike `$TMPDIR` and macOS' temporary folders. */
function sharedFolder(): string {
  const shared = ["/run/lock", "/tmp"].find((folder) => {
    const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0;
    return (mode & 0o1002) === 0o1002;
  });
  return shared ?? tmpdir();
}

/** Another user's file can be locked too, if not described. Created apart, as fs.protected_regular (proc(5)) wants it. */
function open(file: string): { readonly fd: number; readonly writable: boolean } {
  let failure: unknown;
  for (const flags of [
    constants.O_RDWR,
    constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
    constants.O_RDWR,
    constants.O_RDONLY,
  ]) {
    try {
      const fd = openSync(file, flags, 0o666);
      if (flags & constants.O_CREAT) fchmodSync(fd, 0o666); // whatever the umask says
      return { fd, writable: flags !== constants.O_RDONLY };
    } catch (error) {
      failure = error;
    }
  }
  throw unavailable(file, (failure as Error).message);
}

/** Whether the lock could be had at once. (flock(2)) */
async function flock(): Promise<(fd: number, file: string) => boolean> {
  const { default: koffi } = await import("koffi");
  const call = koffi.load(null).func("int flock(int fd, int operation)");
  const [exclusive, now] = [2, 4];
  return (fd, file) => {
    if (call(fd, exclusive | now) === 0) return true;
    const code = koffi.errno();
    if (code === os.errno.EWOULDBLOCK || code === os.errno.EINTR) return false;
    throw unavailable(file, `flock failed with error ${code}`);
  };
}

const unavailable = (file: string, why: string) =>
  new ProblemError({
    code: "LOCK_UNAVAILABLE",
    message: `The lock that lets one run measure at a time cannot be taken: ${why}.`,
    where: file,
    mend: "Make it a file that everybody may write to, or delete it while nobody measures.",
  });

function describe(file: string, waited: number): string {
  const wait = waited > 0 ? `waiting ${waited} s` : "waiting";
  try {
    const { pid, since, command, project } = JSON.parse(readFileSync(file, "utf8")) as Entry;
    const age = Math.round((Date.now() - Date.parse(since)) / 1000);
    return `${wait} for another run that measures on this machine: ${command} in ${project} (process ${pid}, since ${age} s)`;
  } catch {
    return `${wait} for another run that measures on this machine`;
  }
}
