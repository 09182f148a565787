import { randomBytes } from "node:crypto";
import { type CheckOptions, check, list, openProject } from "../../harness/pipeline.js";
import type { Values } from "../command-table.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { annotate, checkAnnotations, inActions } from "../terminal/annotations.js";
import { renderCheck, shownByCheck } from "../terminal/check.js";
import { openDisplay } from "../terminal/display.js";
import { account, type Place } from "../unfinished.js";
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
  let planned: readonly Place[] = [];
  try {
    const { value, interrupted } = await interruptible(
      () => terminal.note("stopping"),
      (signal) =>
        check(project, options, {
          signal,
          observe(progress) {
            display.update(progress);
            if (progress.event === "plan") planned = progress.comparisons;
          },
        }),
    );
    const { exitCode, problems } = account({
      command: "check",
      planned,
      ...value.report,
      exitCode: value.exitCode,
      interrupted,
    });
    const report = { ...value.report, problems };
    if (inActions(terminal.io.env)) {
      const { targets } = (await list(project, options)).report;
      const files = new Map(targets.map(({ id, file }) => [id, file]));
      annotate(terminal, project, checkAnnotations(report, files));
    }
    return {
      report,
      exitCode,
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
