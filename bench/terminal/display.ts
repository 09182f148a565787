import type { Progress } from "../../harness/model/progress.js";
import { createLineFilter, describeLeftOut, describeProgress } from "./progress.js";
import { type Output, styleFor } from "./style.js";

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
  const display = lively ? await openSpinner(output, env) : openLines(output);
  return {
    ...display,
    update(progress) {
      const lasting = progress.event === "plan" ? describeLeftOut(progress) : null;
      if (lasting !== null) output.write(`${lasting}\n`);
      display.update(progress);
    },
  };
}

/** Milliseconds after which a log says which variant a verification is waiting for. */
const SLOW = 5000;

function openLines(output: Output): Display {
  const filter = createLineFilter();
  let slow: NodeJS.Timeout | undefined;
  return {
    update(progress) {
      const line = filter(progress);
      if (line !== null) output.write(`${line}\n`);
      clearTimeout(slow);
      if (progress.event !== "verify") return;
      const { target, workload, variant } = progress;
      slow = setTimeout(
        () => output.write(`${target} ${workload} · still verifying ${variant}\n`),
        SLOW,
      ).unref();
    },
    stop() {
      clearTimeout(slow);
    },
  };
}

/** The spinner itself, and the space behind it. */
const SPINNER_WIDTH = 2;

/** ora clears its line by itself when something else is written to the terminal. */
async function openSpinner(output: Output, env: NodeJS.ProcessEnv): Promise<Display> {
  const { default: ora } = await import("ora");
  // Left alone, stdin keeps Ctrl-C a signal to this process and to nobody else.
  const spinner = ora({ stream: output as NodeJS.WriteStream, discardStdin: false, color: "cyan" });
  return {
    update(progress) {
      // Asked for each time: terminals are resized.
      const style = styleFor(output, env);
      const text = describeProgress(progress, { ...style, width: style.width - SPINNER_WIDTH });
      if (text === null) return;
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    stop() {
      spinner.stop();
    },
  };
}
