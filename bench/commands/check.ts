import { randomBytes } from "node:crypto";
import { type CheckOptions, check, openProject } from "../../harness/pipeline.js";
import { EXIT } from "../../harness/support/problem.js";
import type { Values } from "../command-table.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { renderCheck, shownByCheck } from "../terminal/check.js";
import { openDisplay } from "../terminal/display.js";
import { usageError } from "../usage.js";

export const execute: Execute<"check"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const options = {
    selectors: values.selectors,
    variants: values.variant,
    workloads: values.workload,
    sanitizers: values.sanitize,
    fuzz: readFuzz(values),
  };
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  try {
    const { value, interrupted } = await interruptible(
      () => terminal.note("stopping"),
      (signal) => check(project, options, { signal, observe: (progress) => display.update(progress) }),
    );
    const { report, exitCode } = value;
    return {
      report,
      exitCode: interrupted ? EXIT.interrupted : exitCode,
      text: renderCheck(report, terminal.style),
      shown: shownByCheck(report),
    };
  } finally {
    display.stop();
  }
};

function readFuzz({ fuzz, seed }: Values<"check">): CheckOptions["fuzz"] {
  if (fuzz !== undefined) return { inputs: fuzz, seed: seed ?? randomBytes(4).readUInt32LE() };
  if (seed === undefined) return null;
  throw usageError("--seed belongs to --fuzz.", "give --fuzz <N> too, the number of inputs to draw");
}
