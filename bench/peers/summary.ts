import type { PeersReport } from "../../harness/model/peers.js";
import { renderTable } from "../terminal/table.js";

/** What was found, as tables for a terminal. */
export function summary({ kernels, restore }: PeersReport): string {
  const errors = renderTable(
    [
      { title: "kernel" },
      { title: "tool" },
      { title: "error p50", align: "right" },
      { title: "p95", align: "right" },
      { title: "max", align: "right" },
      { title: "s each", align: "right" },
    ],
    kernels.flatMap(({ target, workload, series }) =>
      series.map(({ tool, method, ratios, error, seconds }) => [
        `${target} ${workload}`,
        `${tool} ${method}`.trim(),
        ...[error.p50, error.p95, error.max].map((share) => `${(share * 100).toFixed(4)} %`),
        (seconds.total / ratios.length).toFixed(2),
      ]),
    ),
  );
  const biases = renderTable(
    [
      { title: "an untimed restore" },
      { title: "in a batch (ns)", align: "right" },
      { title: "adds (ns)", align: "right" },
    ],
    restore.map(({ tool, method, plain, bias }) => [
      `${tool} ${method}`.trim(),
      plain.toFixed(0),
      bias.toFixed(0),
    ]),
  );
  return `${errors}\n\n${biases}`;
}
