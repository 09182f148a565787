import type { Death, Overrun } from "../model/executor.js";
import type { Layout } from "../model/layout.js";
import type { Problem } from "../model/problem.js";
import type { Target, Variant, Workload } from "../model/target.js";
import type { Difference } from "./compare.js";

/** What a variant did wrong, in words. One code for each kind of wrong. */

/** Whose call it was: enough to find it again. */
export interface Circumstance {
  readonly target: string;
  readonly variant: string;
  readonly workload: string;
  /** Sources of the variant. */
  readonly where: string;
  readonly layout: Layout;
}

export const circumstanceOf = (
  target: Target,
  workload: Workload,
  variant: Variant,
  layout: Layout,
): Circumstance => ({
  target: target.id,
  variant: variant.name,
  workload: workload.name,
  where: variant.sources.join(", ") || (variant.library ?? target.file),
  layout,
});

const title = ({ target, variant }: Circumstance) => `${target}/${variant}`;

export function wrongOutput(c: Circumstance, { count, of, first }: Difference, instance: number): Problem {
  return {
    code: "WRONG_OUTPUT",
    message:
      `${title(c)} computes something else: ${first?.where} should be ${first?.expected} and is ${first?.actual}; ` +
      `${count} of ${of} elements differ (workload ${c.workload}, instance ${instance}).`,
    where: c.where,
    mend: "Mend the variant; if the difference is legitimate, declare a tolerance under verify in target.ts.",
  };
}

export function wrongAfterTiming(c: Circumstance, difference: Difference, instance: number): Problem {
  const { message } = wrongOutput(c, difference, instance);
  return {
    code: "WRONG_AFTER_TIMING",
    message: `${message} It was right before it was timed.`,
    where: c.where,
    mend: "Look for answers remembered from an earlier call, or work skipped or put off: every call must compute afresh.",
  };
}

export function outOfBounds(c: Circumstance, { segment, side, distance, trapped }: Overrun): Problem {
  const buffer = c.layout.segments[segment];
  const end = side === "after" ? "past the end" : "before the begin";
  const by = distance === null ? "" : `, ${distance} byte${distance === 1 ? "" : "s"} ${end}`;
  return {
    code: "OUT_OF_BOUNDS",
    message:
      `${title(c)} ${trapped === null ? "writes" : "reads or writes"} outside of ${buffer?.path ?? "a buffer"}${by} ` +
      `(${buffer?.count} elements of ${buffer?.stride} bytes; workload ${c.workload}).`,
    where: c.where,
    mend: "Check the last iterations of its loops, the vector tail above all, for sizes that are no multiple of the vector.",
  };
}

export const inputChanged = (c: Circumstance, buffer: string): Problem => ({
  code: "INPUT_CHANGED",
  message: `${title(c)} changes ${buffer}, which is declared input (workload ${c.workload}).`,
  where: c.where,
  mend: "Work on a copy, or declare the buffer inout if the kernel may change it.",
});

export const pointerChanged = (c: Circumstance, buffer: string): Problem => ({
  code: "POINTER_CHANGED",
  message: `${title(c)} replaces a pointer inside ${buffer} (workload ${c.workload}).`,
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

/** A death in the code of a variant. */
export function died(c: Circumstance, death: Death, timeout: number): Problem {
  const said = death.printed.trim();
  const printed = said ? ` It printed: ${JSON.stringify(said.slice(0, 200))}.` : "";
  const problem = (code: string, message: string, mend: string): Problem => ({
    code,
    message: `${title(c)} ${message} (workload ${c.workload}).${printed}`,
    where: c.where,
    mend,
  });
  if (death.overrun) return outOfBounds(c, death.overrun);
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
        `Look at its indices and pointers; \`bench check ${c.target} --variant ${c.variant}\` repeats it alone, for a debugger.`,
      );
  }
}
