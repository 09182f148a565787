import { diff, openProject } from "../../harness/pipeline.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { renderDiff, shownByDiff } from "../terminal/diff.js";
import { openDisplay } from "../terminal/display.js";

export const execute: Execute<"diff"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const { trials, precision } = values;
  const options = {
    rev: values.rev,
    selectors: values.selectors,
    variants: values.variant,
    workloads: values.workload,
    force: values.force,
    ...(trials === undefined ? {} : { trials }),
    ...(precision === undefined ? {} : { precision: precision / 100 }),
  };
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  try {
    const { value } = await interruptible(
      () => terminal.note("stopping"),
      (signal) => diff(project, options, { signal, observe: display.update }),
    );
    return {
      ...value,
      text: renderDiff(value.report, terminal.style),
      shown: shownByDiff(value.report),
    };
  } finally {
    display.stop();
  }
};
