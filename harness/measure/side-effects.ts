import { fstatSync, readdirSync, readFileSync, readSync } from "node:fs";

/** What native code does besides computing, seen from the process it runs in. */

/** The parent made stdout and stderr one file, opened for reading too. */
const STDOUT = 1;
/** Bytes shown of what a call prints. */
const SHOWN = 200;

const bytesPrinted = (): number => fstatSync(STDOUT).size;

/** What was printed behind the first `position` bytes, cut short. */
function printedSince(position: number): string {
  const buffer = Buffer.alloc(Math.min(SHOWN, bytesPrinted() - position));
  return buffer.toString("utf8", 0, readSync(STDOUT, buffer, 0, buffer.length, position));
}

/** Ids of the living children of any thread (proc(5), `children`); none where the system does not tell. */
function livingChildren(): Set<string> {
  try {
    const lists = readdirSync("/proc/self/task").map((thread) =>
      readFileSync(`/proc/self/task/${thread}/children`, "utf8"),
    );
    return new Set(lists.flatMap((list) => list.split(" ").filter(Boolean)));
  } catch {
    return new Set();
  }
}

/** What native code did since the call; `childFaults`: page faults of children that ended. */
export function sideEffects(childFaults: () => number): () => { startedProcesses: boolean; printed: string } {
  const [ended, living, before] = [childFaults(), livingChildren(), bytesPrinted()];
  return () => ({
    startedProcesses: childFaults() > ended || [...livingChildren()].some((pid) => !living.has(pid)),
    printed: printedSince(before),
  });
}
