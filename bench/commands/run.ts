import type { Problem } from "../../harness/model/problem.js";
import { openProject, type RunOptions, recordsToImport, run } from "../../harness/pipeline.js";
import type { Values } from "../command-table.js";
import { interruptible } from "../interrupt.js";
import type { Execute } from "../outcome.js";
import { renderDetail } from "../terminal/detail.js";
import { openDisplay } from "../terminal/display.js";
import { openPlots } from "../terminal/plots.js";
import { renderResult, shownBy } from "../terminal/result.js";
import { renderClosing } from "../terminal/run.js";
import { verdictSentence } from "../terminal/verdict.js";
import { account, type Place } from "../unfinished.js";

export const execute: Execute<"run"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const options = readOptions(values);
  const plots = options.detail && !terminal.json ? await openPlots() : null;
  const display = await openDisplay(terminal.io.stderr, terminal.io.env);
  let recorded = 0;
  const shown: Problem[] = [];
  const told: Problem[] = []; // those too that are no faults
  let planned: readonly Place[] = [];
  const stopping = options.record ? "stopping: finished targets are recorded" : "stopping";
  try {
    const { value, interrupted } = await interruptible(
      () => terminal.note(stopping),
      (signal) =>
        run(project, options, {
          signal,
          observe(progress) {
            display.update(progress);
            if (progress.event === "plan") planned = progress.comparisons;
            if (progress.event === "record") recorded++;
            if (progress.event !== "result") return;
            const { result, devices } = progress;
            const detail = plots === null ? "" : renderDetail(result, plots, terminal.style);
            const views = [renderResult(result, terminal.style, { shown: told, devices }), detail].filter(
              (view) => view !== "",
            );
            terminal.print(`${views.join("\n\n")}\n`);
            shown.push(...shownBy(result));
            told.push(...Object.values(result.variants).flatMap(({ problem }) => problem ?? []));
            const sentence = verdictSentence(result);
            if (terminal.json && sentence !== null)
              terminal.note(`${result.target} ${result.workload} · ${sentence}`);
          },
        }),
    );
    const { exitCode, problems } = account({
      command: "run",
      planned,
      ...value.report,
      exitCode: value.exitCode,
      interrupted,
    });
    const report = { ...value.report, problems };
    return {
      report,
      exitCode,
      text: "",
      shown,
      closing: renderClosing(
        report,
        {
          recorded,
          interrupted,
          partial: values.variant.length + values.workload.length > 0,
          precision: options.precision ?? null,
          portable: recordsToImport(project),
        },
        terminal.style,
      ),
    };
  } finally {
    display.stop();
  }
};

function readOptions(values: Values<"run">): RunOptions {
  const { trials, budget, precision, seed, cache, counter } = values;
  return {
    selectors: values.selectors,
    variants: values.variant,
    workloads: values.workload,
    // A record stands for what is declared.
    record: !values["no-record"] && cache === undefined,
    detail: values.detail,
    ...(trials === undefined ? {} : { trials }),
    ...(budget === undefined ? {} : { budget }),
    // From percent to the unit of a target's margin.
    ...(precision === undefined ? {} : { precision: precision / 100 }),
    ...(seed === undefined ? {} : { seed }),
    ...(cache === undefined ? {} : { cache }),
    ...(counter === undefined ? {} : { counter }),
  };
}
