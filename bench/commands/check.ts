import { check, openProject } from "../../harness/pipeline.js";
import { EXIT } from "../../harness/support/problem.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { renderCheck, shownByCheck } from "../terminal/check.js";
import { openDisplay } from "../terminal/display.js";

export const execute: Execute<"check"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const selection = { selectors: values.selectors, variants: values.variant, workloads: values.workload };
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  try {
    const { value, interrupted } = await interruptible(
      () => terminal.note("stopping"),
      (signal) => check(project, selection, { signal, observe: (progress) => display.update(progress) }),
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
