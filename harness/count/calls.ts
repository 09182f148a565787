import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Count } from "../model/counter.js";
import type { Layout } from "../model/layout.js";
import { runTool } from "../support/spawn.js";
import { readCalls } from "./callgrind.js";
import { callsOf, countOf } from "./protocol.js";
import type { Tool } from "./tools.js";

/** One variant with its inputs. Paths are absolute. */
export interface Subject {
  /** The built `count.cpp`. */
  readonly program: string;
  readonly driver: string;
  readonly library: string;
  /** Whether others built it: it may look for libraries beside itself, so that it is loaded by its own path. */
  readonly prebuilt: boolean;
  readonly symbol: string;
  /** File of images, how many timing rotates over, and how one is laid out. */
  readonly inputs: { readonly file: string; readonly timed: number; readonly layout: Layout };
  readonly align: number;
  /** Seconds until it counts as hung. */
  readonly timeout: number;
}

/**
 * Counts the calls of one variant in a process of its own, in a folder below `scratch` that is gone afterwards. A string
 * tells why there is no number: a crash, say, whose partial total means nothing.
 */
export async function countCalls(
  subject: Subject,
  tool: Tool,
  scratch: string,
  signal: AbortSignal,
): Promise<Count | string> {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, `${process.pid}-count-`));
  try {
    await furnish(folder, subject);
    const late = AbortSignal.timeout(subject.timeout * 1000);
    const [file = "./count", ...args] = [...tool.command, "./count", tool.mode];
    const finished = await runTool(file, args, {
      cwd: folder,
      signal: AbortSignal.any([signal, late]),
      bare: true,
      env: ENVIRONMENT,
    });
    if (late.aborted) return `it does not end within ${subject.timeout} s while it is counted`;
    if (finished.exitCode !== 0) return whyEnded(finished, tool);
    const counts = tool.mode === "callgrind" ? await readCalls(folder) : await readWords(folder);
    return (counts && countOf(counts, subject.inputs.timed)) ?? "the totals of its calls are not all there";
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A path of the process's working folder that is the same in every one. */
const HERE = "/proc/self/cwd";

/**
 * The environment lies on the stack, whose addresses some code depends on. Valgrind may be a shell script, and a shell
 * puts the path of its folder there, unless it is told another one that leads to it. OpenMP takes one thread, as it does
 * on the one CPU that timing allows it.
 */
const ENVIRONMENT = {
  PWD: HERE,
  OMP_NUM_THREADS: "1",
  ...(process.env.LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH }),
};

/** Files under the names that `count.cpp` knows. */
async function furnish(folder: string, subject: Subject): Promise<void> {
  const links = {
    count: subject.program,
    "driver.so": subject.driver,
    "variant.so": subject.library,
    images: subject.inputs.file,
  };
  await Promise.all(Object.entries(links).map(([name, path]) => symlink(path, join(folder, name))));
  await writeFile(join(folder, "status"), new Uint8Array(4096)); // room for a status_page
  await writeFile(join(folder, "spec"), specification(subject));
}

function specification({ inputs, align, symbol, library, prebuilt }: Subject): Buffer {
  const { layout, timed } = inputs;
  const list = (rows: readonly (readonly number[])[]) => [rows.length, ...rows.flat()];
  const words = [
    ...[layout.bytes, timed, align],
    ...list(layout.segments.map((s) => [s.offset, s.bytes, s.align, s.ofState ? 1 : 0])),
    ...list(layout.relocations.map((r) => [r.segment, r.offset, r.target])),
    ...list(callsOf(timed).map((instance) => [instance])),
  ];
  const binary = BigUint64Array.from(words, BigInt);
  const names = `${prebuilt ? library : `${HERE}/variant.so`}\n${symbol}`;
  return Buffer.concat([new Uint8Array(binary.buffer), Buffer.from(names)]);
}

async function readWords(folder: string): Promise<number[]> {
  const { buffer, byteOffset, length } = await readFile(join(folder, "counts"));
  return Array.from(new BigUint64Array(buffer.slice(byteOffset, byteOffset + length)), Number);
}

/** Exit codes of `count.cpp` that come with a reason. */
const REASONED = [3, 4];

export function whyEnded(
  { exitCode, signal, output }: Awaited<ReturnType<typeof runTool>>,
  { mode }: Pick<Tool, "mode">,
): string {
  const where = mode === "callgrind" ? "under valgrind" : "while it was counted";
  if (signal === "SIGILL" && mode === "callgrind")
    return "it has an instruction that valgrind cannot execute (SIGILL)";
  if (signal !== null) return `it died of ${signal} ${where}`;
  if (exitCode === null) return "its process could not be started";
  if (!REASONED.includes(exitCode)) return `it ended its process with exit code ${exitCode} ${where}`;
  return output.trimEnd().split("\n").at(-1) ?? "";
}
