import type { AccuracyReport, ScenarioReport } from "../../harness/model/accuracy.js";
import type { Style } from "./style.js";
import { renderTable } from "./table.js";

/** A table of scenarios, the overhead, and each goal with what was found. */
export function renderAccuracy(report: AccuracyReport, style: Style): string {
  const { colors } = style;
  if (report.scenarios.length === 0 && !report.overhead) return "Nothing was compared.";
  const overhead =
    report.overhead === null
      ? []
      : [
          `An empty call takes ${nanoseconds(report.overhead.empty_call)}; restoring arguments adds ${nanoseconds(report.overhead.restore_bias)} to a timed operation.`,
        ];
  const words = { true: colors.green("met    "), false: colors.red("not met"), null: colors.dim("too few") };
  const goals = report.goals.map(
    ({ name, found, wanted, met }) =>
      `${words[`${met}`]}  ${name}: ${found} ${colors.dim(`(wanted: ${wanted})`)}`,
  );
  return [
    colors.bold(report.machine.id),
    report.scenarios.length === 0 ? "" : table(report.scenarios),
    [
      ...overhead,
      ...(report.noise_floor === null ? [] : [`Noise floor: ${percent(report.noise_floor)}.`]),
    ].join("\n"),
    goals.join("\n"),
  ]
    .filter((section) => section !== "")
    .join("\n\n");
}

const table = (scenarios: readonly ScenarioReport[]): string =>
  renderTable(
    [
      { title: "scenario" },
      { title: "runs", align: "right" },
      { title: "wrong", align: "right" },
      { title: "covered", align: "right" },
      { title: "error p95", align: "right" },
      { title: "± p50", align: "right" },
      { title: "s p50", align: "right" },
    ],
    scenarios.map(({ name, score }) => [
      name,
      `${score.runs}`,
      `${score.wrong}`,
      `${score.covered}`,
      percent(score.error.p95),
      percent(score.half_width.p50),
      score.seconds.p50.toFixed(2),
    ]),
  );

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const nanoseconds = (time: number): string => `${time.toFixed(1)} ns`;
