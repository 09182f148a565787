import { accuracy, openProject } from "../../harness/pipeline.js";
import { EXIT } from "../../harness/support/problem.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { renderAccuracy } from "../terminal/accuracy.js";
import { openDisplay } from "../terminal/display.js";

export const execute: Execute<"accuracy"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const { runs, seed, only } = values;
  const options = {
    record: !values["no-record"],
    ...(runs === undefined ? {} : { runs }),
    ...(seed === undefined ? {} : { seed }),
    ...(only.length === 0 ? {} : { only }),
  };
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  try {
    const { value, interrupted } = await interruptible(
      () => terminal.note("stopping: finished scenarios are shown"),
      (signal) => accuracy(project, options, { signal, observe: (progress) => display.update(progress) }),
    );
    const { report, exitCode, files } = value;
    return {
      report,
      exitCode: interrupted ? EXIT.interrupted : exitCode,
      text: renderAccuracy(report, terminal.style),
      closing: files.length === 0 ? "Nothing was written." : `written: ${files.join(", ")}`,
    };
  } finally {
    display.stop();
  }
};
