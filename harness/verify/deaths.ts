import type { Death } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import { outOfBounds } from "./bounds.js";
import { type Circumstance, title } from "./circumstance.js";
import { causeOf } from "./crash.js";
import { deviceError } from "./device.js";
import { lastWords } from "./last-words.js";
import { readReport } from "./report.js";

/** A death in the code of a variant. `alone`: no other one was called meanwhile, so that what was printed is its own. */
export function died(circumstance: Circumstance, death: Death, timeout: number, alone = false): Problem {
  const finding = death.report && readReport(death.report.text);
  const c = { ...circumstance, where: finding?.where ?? circumstance.where };
  const { exception, said } = lastWords(alone ? death.printed : "");
  const printed = said ? ` It printed: ${JSON.stringify(said)}.` : "";
  const problem = (code: string, message: string, mend: string): Problem => ({
    code,
    message: `${title(c)} ${message} (${c.occasion}).${printed}`,
    where: c.where,
    mend,
  });
  if (death.overrun) return outOfBounds(c, death.overrun);
  if (death.onDevice) return deviceError(c, death.message ?? "");
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
      return problem(
        "VARIANT_UNUSABLE",
        `cannot be used: ${death.message}`,
        death.message?.includes("returned null")
          ? "Return a pointer to something, if only to a constant: null says that create has failed."
          : "Mend what the message says.",
      );
    case "signal":
    case "aborted":
      return signalled();
  }

  function signalled(): Problem {
    if (exception !== null)
      return problem(
        "VARIANT_ABORTS",
        `aborts on an uncaught exception, ${exception}`,
        "Catch it inside the kernel: none may leave a C function.",
      );
    if (death.signal === "SIGABRT")
      return problem(
        "VARIANT_ABORTS",
        "aborts",
        "Look for a failed assertion, or a runtime that gave up: what it prints last says why.",
      );
    if (death.signal === "SIGKILL")
      return problem(
        "VARIANT_KILLED",
        "was killed from outside: most likely it took all memory",
        "Check what it allocates.",
      );
    const { what, mend } = causeOf(c, death);
    return problem("VARIANT_CRASHES", `dies of ${death.signal}: ${what}`, mend);
  }
}
