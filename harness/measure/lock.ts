import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
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
/** More than any path needs. */
const ENTRY_BYTES = 16_384;

/** Who measures, or disturbs those who do. */
export interface Owner {
  /** `bench run`. */
  readonly command: string;
  /** Root of the project. */
  readonly project: string;
  /** False: it only works the machine hard, which several may do at a time, but not while one measures. */
  readonly measures: boolean;
}

interface Entry extends Owner {
  readonly pid: number;
  readonly since: string;
}

/**
 * One command measures at a time on a machine, and none builds or checks meanwhile: they would disturb it through caches,
 * memory and clock speed even on different CPUs. Waits for the others; `onWait` is told for whom, again every second.
 * Returns what releases the lock.
 *
 * The lock is the kernel's (`flock`), so that it ends with its owner however that dies, and no other process can be
 * mistaken for the owner. The file around it only says who that is. Whoever waits for it holds a second one meanwhile, the
 * turn: else builds that overlap, each of which may share the machine with the one before, would keep it from those who
 * measure for as long as new ones come.
 * @throws ProblemError LOCK_UNAVAILABLE
 */
export async function claimMachine(
  owner: Owner,
  onWait: (message: string) => void,
  signal: AbortSignal,
  folder: string = sharedFolder() ?? ownFolder(owner.project),
): Promise<() => void> {
  const file = join(folder, "pawl-measuring.lock");
  const turn = join(folder, "pawl-measuring.turn");
  const tryLock = await flock();
  const handle = open(file);
  const began = Date.now();
  let said = Number.NEGATIVE_INFINITY;
  const take = async (fd: number, path: string) => {
    while (!tryLock(fd, owner.measures, path)) {
      if (Date.now() - said >= SAY_MS) {
        said = Date.now();
        onWait(describe(handle.fd, Math.round((said - began) / 1000)));
      }
      await sleep(POLL_MS, undefined, { signal });
    }
  };
  try {
    const queue = open(turn).fd;
    try {
      await take(queue, turn);
      await take(handle.fd, file);
    } finally {
      closeSync(queue);
    }
  } catch (error) {
    closeSync(handle.fd);
    throw error;
  }
  const entry: Entry = { ...owner, pid: process.pid, since: new Date().toISOString() };
  sign(handle, JSON.stringify(entry));
  return () => {
    // Another who shares the lock may have signed since.
    if (entryIn(handle.fd)?.pid === process.pid) sign(handle, "");
    closeSync(handle.fd);
  };
}

/** The same for every user and session, unlike `$TMPDIR` and macOS' temporary folders. Any may be mounted read-only. */
function sharedFolder(): string | null {
  const shared = ["/run/lock", "/tmp", "/dev/shm"].find((folder) => {
    const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0;
    return (mode & 0o1002) === 0o1002 && isWritable(folder);
  });
  return shared ?? (isWritable(tmpdir()) ? tmpdir() : null);
}

/** Where nothing that others see can be written, runs of one project still wait for each other. */
function ownFolder(project: string): string {
  const folder = join(project, ".pawl");
  mkdirSync(folder, { recursive: true });
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

interface Handle {
  readonly fd: number;
  readonly writable: boolean;
}

/**
 * Another user's file can be locked too, if not described. Created apart, as fs.protected_regular (proc(5)) wants it.
 * What is no plain file of this very name is none of pawl's: it is neither followed nor waited for.
 */
function open(file: string): Handle {
  let failure: unknown;
  for (const flags of [
    constants.O_RDWR,
    constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
    constants.O_RDWR,
    constants.O_RDONLY,
  ]) {
    try {
      const fd = openSync(file, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o666);
      if (!fstatSync(fd).isFile()) {
        closeSync(fd);
        throw new Error("it is no regular file");
      }
      if (flags & constants.O_CREAT) fchmodSync(fd, 0o666); // whatever the umask says
      return { fd, writable: flags !== constants.O_RDONLY };
    } catch (error) {
      failure = error;
    }
  }
  throw unavailable(file, (failure as Error).message);
}

/** Whether the lock could be had at once. (flock(2)) */
async function flock(): Promise<(fd: number, alone: boolean, file: string) => boolean> {
  const { default: koffi } = await import("koffi");
  const call = koffi.load(null).func("int flock(int fd, int operation)");
  const [shared, exclusive, now] = [1, 2, 4];
  return (fd, alone, file) => {
    if (call(fd, (alone ? exclusive : shared) | now) === 0) return true;
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

/** The lock holds without its text, even on a disk that is full. */
function sign({ fd, writable }: Handle, text: string): void {
  if (!writable) return;
  try {
    ftruncateSync(fd);
    writeSync(fd, text, 0);
  } catch {}
}

/** Written by anybody: null for what is no entry. */
function entryIn(fd: number): Entry | null {
  const text = Buffer.alloc(ENTRY_BYTES);
  try {
    const entry = JSON.parse(text.toString("utf8", 0, readSync(fd, text, 0, ENTRY_BYTES, 0))) as Entry;
    const { pid, since, command, project, measures } = entry;
    return { pid: Number(pid), since, command: plain(command), project: plain(project), measures };
  } catch {
    return null;
  }
}

/** Another user's text must not steer this user's terminal. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "");

function describe(fd: number, waited: number): string {
  const wait = waited > 0 ? `waiting ${waited} s` : "waiting";
  const entry = entryIn(fd);
  if (!entry) return `${wait} for another run on this machine`;
  const { pid, since, command, project, measures } = entry;
  const does = measures ? "measures" : "builds or checks";
  const age = Math.round((Date.now() - Date.parse(since)) / 1000);
  return `${wait} for another run that ${does} on this machine: ${command} in ${project} (process ${pid}, since ${age} s)`;
}
