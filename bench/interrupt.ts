import { EXIT, ProblemError } from "../harness/support/problem.js";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
/** What a stray error left running is given so long to end: workers are killed after 2 s. */
const GRACE_MS = 5000;

/**
 * Runs `work` with a signal that the first Ctrl-C (or SIGTERM) aborts, after `announce` has said so; the work is then
 * expected to end by itself, soon. If it throws instead, that becomes a problem with the exit code of an interruption.
 * A second Ctrl-C ends the process at once.
 *
 * Throws what is thrown meanwhile where nobody catches it, and aborts the work: the process would die of it without the
 * document, or the problem, that every command ends with.
 */
export async function interruptible<T>(
  announce: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly value: T; readonly interrupted: boolean }> {
  const controller = new AbortController();
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) process.exit(EXIT.interrupted);
    interrupted = true;
    announce();
    controller.abort();
  };
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      reject(error);
      controller.abort();
    };
  });
  let strayed = false;
  /** Rejections that nobody handles come as such errors, too. */
  const stray = (error: unknown) => {
    fail(error);
    if (!strayed) setTimeout(() => process.exit(), GRACE_MS).unref();
    strayed = true;
  };
  const starve = () => fail(new Error("the command waits for something that can no longer happen"));
  for (const signal of SIGNALS) process.on(signal, interrupt);
  process.on("uncaughtException", stray).on("beforeExit", starve);
  try {
    return { value: await Promise.race([work(controller.signal), failed]), interrupted };
  } catch (error) {
    if (!interrupted) throw error;
    const stopped = { code: "INTERRUPTED", message: "Stopped before there was a result." };
    throw new ProblemError(error instanceof ProblemError ? error.problem : stopped, EXIT.interrupted, {
      cause: error,
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    process.off("beforeExit", starve);
    // What is aborted may throw in turn: what was thrown first is told, and nothing dies of the rest.
    if (!strayed) process.off("uncaughtException", stray);
  }
}
