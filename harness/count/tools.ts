import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import type { Counter, CounterChoice } from "../model/counter.js";
import type { Problem } from "../model/problem.js";
import { runTool } from "../support/spawn.js";
import { CALLGRIND } from "./callgrind.js";

/** How the program that calls a variant is run so that somebody counts. */
export interface Tool {
  readonly counter: Counter;
  /** Words before that program's own; the first one is a path. */
  readonly command: readonly string[];
  /** That program's own. */
  readonly mode: "callgrind" | "hardware";
}

export interface Found {
  /** Null: nobody can count here. */
  readonly tool: Tool | null;
  /** What was asked for and is not there. */
  readonly problems: readonly Problem[];
}

/** Looks for what `choice` asks for. `program`: the path of the built `count.cpp`. Without a counter in the CPU: valgrind. */
export async function findTool(choice: CounterChoice, program: string): Promise<Found> {
  const refusal = choice === "hardware" ? await probeHardware(program) : null;
  if (choice === "hardware" && refusal === null)
    return { tool: { counter: "perf_event", command: [], mode: "hardware" }, problems: [] };
  const valgrind = await findValgrind();
  const problems = [...(refusal === null ? [] : [refusal]), ...(valgrind === null ? [VALGRIND_MISSING] : [])];
  if (valgrind === null) return { tool: null, problems };
  const command = [...(await fixedAddresses()), valgrind, ...CALLGRIND];
  return { tool: { counter: "callgrind", command, mode: "callgrind" }, problems };
}

const VALGRIND_MISSING: Problem = {
  code: "VALGRIND_MISSING",
  message: "Instructions are not counted: valgrind is not installed, or does not answer.",
  where: "PATH",
  mend: "Install it (Debian, Ubuntu: apt-get install -y valgrind · Fedora: dnf install valgrind); it runs on Linux.",
};

async function findValgrind(): Promise<string | null> {
  const path = await inPath("valgrind");
  if (path === null) return null;
  return (await runTool(path, ["--version"])).exitCode === 0 ? path : null;
}

/** Words that keep the system from choosing addresses at random, where it lets itself be kept (containers often do not). */
async function fixedAddresses(): Promise<readonly string[]> {
  const setarch = await inPath("setarch");
  const words = setarch === null ? [] : [setarch, "-R"];
  const [file, ...args] = words;
  if (file === undefined) return [];
  return (await runTool(file, [...args, file, "--version"])).exitCode === 0 ? words : [];
}

async function inPath(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(isAbsolute)) {
    const path = join(folder, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return null;
}

/** Why the CPU does not count for us; null: it does. */
async function probeHardware(program: string): Promise<Problem | null> {
  const { exitCode, output } = await runTool(program, ["probe"]);
  return exitCode === 0 ? null : hardwareProblem(output.trim().split("\n").at(-1) ?? "");
}

/** From the words of the C library for the error (perf_event_open(2), "Errors"). */
export function hardwareProblem(error: string): Problem {
  const forbidden = /permi/i.test(error); // EPERM, EACCES
  return {
    code: "HARDWARE_COUNTER_MISSING",
    message: `The CPU's counter of instructions cannot be had (${error || "no answer"}); valgrind counts instead, if it is there.`,
    where: "perf_event_open",
    mend: forbidden
      ? "Allow it: sudo sysctl kernel.perf_event_paranoid=2, or run the container with --cap-add=PERFMON."
      : "Most virtual machines show no counters: use a machine that has them, or --counter instructions.",
  };
}
