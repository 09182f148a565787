import type { Progress } from "../../harness/model/progress.js";
import { createLineFilter, describeProgress } from "./progress.js";
import type { Output } from "./style.js";

/** Shows progress until it is stopped. */
interface Display {
  update(progress: Progress): void;
  stop(): void;
}

/**
 * A spinner on a terminal; plain lines in a pipe, in CI, on a `dumb` terminal, and on one without a size: at 0 columns
 * ora 9 would clear infinitely many lines.
 */
export async function openDisplay(output: Output, env: NodeJS.ProcessEnv): Promise<Display> {
  const lively = output.isTTY === true && !!output.columns && !env.CI && env.TERM !== "dumb";
  return lively ? openSpinner(output) : openLines(output);
}

function openLines(output: Output): Display {
  const filter = createLineFilter();
  return {
    update(progress) {
      const line = filter(progress);
      if (line !== null) output.write(`${line}\n`);
    },
    stop() {},
  };
}

/** ora clears its line by itself when something else is written to the terminal. */
async function openSpinner(output: Output): Promise<Display> {
  const { default: ora } = await import("ora");
  // Left alone, stdin keeps Ctrl-C a signal to this process and to nobody else.
  const spinner = ora({ stream: output as NodeJS.WriteStream, discardStdin: false, color: "cyan" });
  return {
    update(progress) {
      const text = describeProgress(progress);
      if (text === null) return;
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    stop() {
      spinner.stop();
    },
  };
}
