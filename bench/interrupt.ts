import { EXIT, ProblemError } from "../harness/support/problem.js";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs `work` with a signal that the first Ctrl-C (or SIGTERM) aborts, after `announce` has said so; the work is then
 * expected to end by itself, soon. If it throws instead, that becomes a problem with the exit code of an interruption.
 * A second Ctrl-C ends the process at once.
 */
export async function interruptible<T>(
  announce: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly value: T; readonly interrupted: boolean }> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    announce();
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    return { value: await work(controller.signal), interrupted: controller.signal.aborted };
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    const stopped = { code: "INTERRUPTED", message: "Stopped before there was a result." };
    throw new ProblemError(error instanceof ProblemError ? error.problem : stopped, EXIT.interrupted, {
      cause: error,
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
