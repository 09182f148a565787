import { resolve } from "node:path";
import {
  assertReportWritable,
  openProject,
  type RatchetOptions,
  ratchet,
  writeReport,
} from "../../harness/pipeline.js";
import type { Values } from "../command-table.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { annotate, inActions, ratchetAnnotations } from "../terminal/annotations.js";
import { openDisplay } from "../terminal/display.js";
import { renderRatchet, shownByRatchet } from "../terminal/ratchet.js";
import { usageError } from "../usage.js";

export const execute: Execute<"ratchet"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const options = readOptions(values);
  const given = values["output-report"];
  const output = given === undefined ? null : resolve(given);
  if (output !== null) await assertReportWritable(output);
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  try {
    const { value } = await interruptible(
      () => terminal.note("stopping: decided cases are kept"),
      (signal) => ratchet(project, options, { signal, observe: display.update }),
    );
    if (output !== null) await writeReport(output, value.report);
    if (inActions(terminal.io.env)) annotate(terminal, project, ratchetAnnotations(value.report));
    return {
      ...value,
      text: renderRatchet(value.report, terminal.style),
      shown: shownByRatchet(value.report),
    };
  } finally {
    display.stop();
  }
};

function readOptions(values: Values<"ratchet">): RatchetOptions {
  const { reset, why, selectors, counter } = values;
  if (reset && why === undefined)
    throw usageError("--reset needs a reason.", "give --why <a reason>, which is kept");
  if (!reset && why !== undefined) throw usageError("--why belongs to --reset.", "give --reset too");
  if (reset && selectors.length === 0)
    throw usageError("--reset needs targets.", "name the targets to put down");
  if (reset && counter !== undefined)
    throw usageError("--reset goes by times, and --counter measures none.", "give one of them");
  const share = (percent: number | undefined) => (percent === undefined ? undefined : percent / 100);
  const regression = share(values["regression-threshold"]);
  const improvement = share(values["improvement-threshold"]);
  return {
    selectors,
    variants: values.variant,
    workloads: values.workload,
    thresholds: {
      ...(regression === undefined ? {} : { regression }),
      ...(improvement === undefined ? {} : { improvement }),
    },
    strict: values.strict,
    force: values.force,
    ...(counter === undefined ? {} : { counter }),
    ...(why === undefined ? {} : { reset: why }),
  };
}
