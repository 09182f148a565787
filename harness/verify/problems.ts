import type { Death, Overrun } from "../model/executor.js";
import type { Layout, Segment } from "../model/layout.js";
import type { Problem } from "../model/problem.js";
import type { Target, Variant, Workload } from "../model/target.js";
import { inTime } from "../support/units.js";
import type { Difference } from "./compare.js";
import { readReport } from "./report.js";

/** What a variant did wrong, in words. One code for each kind of wrong. */

/** Whose call it was: enough to find it again. */
export interface Circumstance {
  readonly target: string;
  readonly variant: string;
  /** `workload tiny`, `fuzzed`. */
  readonly occasion: string;
  /** Sources of the variant. */
  readonly where: string;
  readonly layout: Layout;
}

/** The occasion of what fuzzing finds; the input itself is told beside it. */
export const FUZZED = "fuzzed";

export const circumstanceOf = (
  target: Target,
  workload: Workload,
  variant: Variant,
  layout: Layout,
  occasion = `workload ${workload.name}`,
): Circumstance => ({
  target: target.id,
  variant: variant.name,
  occasion,
  where: variant.sources.join(", ") || (variant.library ?? target.file),
  layout,
});

const title = ({ target, variant }: Circumstance) => `${target}/${variant}`;

/** `instance`: null where the occasion says it all. */
export function wrongOutput(
  c: Circumstance,
  { count, of, first, unwritten, off }: Difference,
  instance: number | null,
): Problem {
  const distance = off?.by ? `The first is off by ${off.by}; ` : "";
  const detail = off ? ` ${distance}${distance ? "a" : "A"}llowed: ${off.allowed}.` : "";
  const which = instance === null ? "" : `, instance ${instance}`;
  const message = (what: string, is: string) =>
    `${title(c)} ${what}: ${first?.where} should be ${first?.expected} and ${is}; ` +
    `${count} of ${of} elements differ (${c.occasion}${which}).`;
  if (unwritten)
    return {
      code: "WRONG_OUTPUT",
      message: message("leaves out elements", "was not written"),
      where: c.where,
      mend: "Write every element of every output in every call, the last ones of a loop above all.",
    };
  return {
    code: "WRONG_OUTPUT",
    message: message("computes something else", `is ${first?.actual}`) + detail,
    where: c.where,
    mend: "Mend the variant; if the difference is legitimate, declare a tolerance under verify in target.ts.",
  };
}

/** What goes on after its return; nothing it computed need be wrong. */
export const notDone = (c: Circumstance): Problem => ({
  code: "WORK_DEFERRED",
  message: `${title(c)} goes on working after it has returned (${c.occasion}).`,
  where: c.where,
});

/** `others`, `calls`: nanoseconds. `polls`: whether the threads could have run all the while. */
export const worksElsewhere = (c: Circumstance, others: number, calls: number, polls: boolean): Problem => ({
  code: "WORK_DEFERRED",
  message:
    `${title(c)} has other threads work: they used ${inMilliseconds(others)} of CPU time during calls that took ` +
    `${inMilliseconds(calls)}${polls ? ", wanted more all the while" : ""}, and one thread is declared (${c.occasion}).`,
  where: c.where,
  mend: "Declare `threads` if the kernel may use several CPUs; else compute in the thread that calls.",
});

const inMilliseconds = (ns: number): string => `${(ns / 1e6).toPrecision(2)} ms`;

export function outOfBounds(c: Circumstance, { segment, side, distance, trapped }: Overrun): Problem {
  const buffer = c.layout.segments[segment];
  const path = buffer?.path ?? "a buffer";
  const end = side === "after" ? "past the end" : "before the begin";
  const by = distance === null ? "" : `, ${distance} byte${distance === 1 ? "" : "s"} ${end}`;
  const verb = { read: "reads", write: "writes", "read or write": "reads or writes" }[trapped ?? "write"];
  return {
    code: "OUT_OF_BOUNDS",
    message:
      `${title(c)} ${verb} outside of ${path}${by}${elementAt(buffer, side, distance)} ` +
      `(${buffer?.count} elements of ${buffer?.stride} bytes; ${c.occasion}).`,
    where: c.where,
    mend: "Check the last iterations of its loops, the vector tail above all, for sizes that are no multiple of the vector.",
  };
}

/** The element that would lie there. */
function elementAt(buffer: Segment | undefined, side: Overrun["side"], distance: number | null): string {
  if (!buffer || distance === null) return "";
  const index =
    side === "after"
      ? buffer.count + Math.floor((distance - 1) / buffer.stride)
      : -Math.ceil(distance / buffer.stride);
  return `, at ${buffer.path}[${index}]`;
}

export const inputChanged = (c: Circumstance, buffer: string): Problem => ({
  code: "INPUT_CHANGED",
  message: `${title(c)} changes ${buffer}, which is declared input (${c.occasion}).`,
  where: c.where,
  mend: "Work on a copy, or declare the buffer inout if the kernel may change it.",
});

/** Times in nanoseconds, of one operation. */
export const inputsRemembered = (c: Circumstance, first: number, again: number): Problem => ({
  code: "ANSWER_REMEMBERED",
  message: `${title(c)} takes ${inTime(first)} on inputs that it sees for the first time and ${inTime(again)} on the same ones again: it remembers instead of computing (${c.occasion}).`,
  where: c.where,
  mend: "Compute every call afresh; a caller's inputs do not come back.",
});

export const pointerChanged = (c: Circumstance, buffer: string): Problem => ({
  code: "POINTER_CHANGED",
  message: `${title(c)} replaces a pointer inside ${buffer} (${c.occasion}).`,
  where: c.where,
  mend: "Write through the pointer: the memory belongs to the caller.",
});

const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: "an access to memory that is not there",
  SIGBUS: "an access to memory that is not there",
  SIGFPE: "an integer division by zero or overflow",
  SIGILL:
    "a trap (unreachable code was reached), or an instruction that this CPU lacks: declare that under requires",
  SIGTRAP: "a trap, such as a failed hardening check",
  SIGXFSZ: "it printed more than 64 MiB",
};

/** A death in the code of a variant. `alone`: no other one was called meanwhile, so that what was printed is its own. */
export function died(circumstance: Circumstance, death: Death, timeout: number, alone = false): Problem {
  const finding = death.report && readReport(death.report.text);
  const c = { ...circumstance, where: finding?.where ?? circumstance.where };
  const [said] = alone ? death.printed.trim().split("\n") : [];
  const printed = said ? ` It printed: ${JSON.stringify(said.slice(0, 200))}.` : "";
  const problem = (code: string, message: string, mend: string): Problem => ({
    code,
    message: `${title(c)} ${message} (${c.occasion}).${printed}`,
    where: c.where,
    mend,
  });
  if (death.overrun) return outOfBounds(c, death.overrun);
  if (finding?.what)
    return problem(
      "SANITIZER",
      finding.what,
      `Mend that line; the whole report is in ${death.report?.file}.`,
    );
  if (death.outlived)
    return problem(
      "WORK_DEFERRED",
      `dies of ${death.signal}: it touched arguments of an earlier call, after that had returned`,
      "Have all work done when the kernel returns, and keep no pointer to its arguments.",
    );
  switch (death.kind) {
    case "timeout":
      return problem(
        "VARIANT_HANGS",
        `gives no answer within ${timeout} s and was killed`,
        "Look for an endless loop; if it is only slow, raise limits.timeout in target.ts.",
      );
    case "exit":
      return problem(
        "VARIANT_EXITS",
        `ends the process itself, with exit code ${death.exitCode}`,
        "A kernel returns to its caller: remove the call of exit.",
      );
    case "refused":
      return problem("VARIANT_UNUSABLE", `cannot be used: ${death.message}`, "Mend what the message says.");
    case "signal":
    case "aborted":
      if (death.signal === "SIGABRT")
        return problem(
          "VARIANT_ABORTS",
          "aborts",
          "Look for a failed assertion or an exception that leaves the kernel.",
        );
      if (death.signal === "SIGKILL")
        return problem(
          "VARIANT_KILLED",
          "was killed from outside: most likely it took all memory",
          "Check what it allocates.",
        );
      return problem(
        "VARIANT_CRASHES",
        `dies of ${death.signal}: ${SIGNALS[death.signal ?? ""] ?? "see signal(7)"}`,
        c.occasion === FUZZED
          ? "Look at its indices and pointers."
          : `Look at its indices and pointers; \`bench check ${c.target} --variant ${c.variant}\` repeats it alone, for a debugger.`,
      );
  }
}
