import type { PeerKernel, PeerSeries, PeersReport } from "../../model/peers.js";
import { inBytes } from "../../support/units.js";
import { code, text } from "../markdown.js";
import { factor, smallPercent } from "../number.js";
import { renderStrips } from "./strips.js";

/** Another tool beside pawl; Markdown. */
export interface PeersView {
  readonly introduction: string;
  readonly rows: readonly PeerRow[];
  readonly restore: readonly { readonly tool: string; readonly plain: string; readonly bias: string }[];
}

interface PeerRow {
  readonly kernel: string;
  readonly tool: string;
  readonly error: string;
  readonly times: string;
  readonly seconds: string;
}

export function peersView({ machine, at, versions, comparisons, kernels, restore }: PeersReport): PeersView {
  return {
    introduction: [
      `Measured ${at.slice(0, 10)} on ${code(machine.id)}: pawl ${text(versions.pawl)} and`,
      `Google Benchmark ${text(versions.google_benchmark)}, both with ${text(versions.compiler)},`,
      `${comparisons} comparisons of two equal kernels with each, in turn.`,
    ].join(" "),
    rows: kernels.flatMap((kernel) => kernel.series.map((series) => rowView(kernel, series))),
    restore: restore.map((one) => ({
      tool: `${name(one)}, ${inBytes(one.bytes)}`,
      plain: one.plain.toFixed(0),
      bias: one.bias.toFixed(0),
    })),
  };
}

function rowView({ target, workload, series }: PeerKernel, one: PeerSeries): PeerRow {
  const own = series.find(({ tool }) => tool === "pawl");
  const { p50, p95, max } = one.error;
  return {
    kernel: code(`${target} ${workload}`),
    tool: text(name(one)),
    error: [p50, p95, max].map(smallPercent).join(" / "),
    times: own === undefined || own.error.p95 === 0 ? "" : factor(p95 / own.error.p95),
    seconds: (one.seconds.total / one.ratios.length).toFixed(2),
  };
}

const name = ({ tool, method }: { readonly tool: string; readonly method: string }): string =>
  method === "" ? tool : `${tool}, ${method}`;

/** |ratio − 1| of both tools on each kernel. */
export const renderPeers = (
  text: { readonly title: string; readonly description: string },
  { kernels }: PeersReport,
): Promise<string> =>
  renderStrips(
    { ...text, tones: "pawl and Google Benchmark" },
    kernels.flatMap(({ target, workload, series }) =>
      series.map((one) => ({
        label: `${target} ${workload}, ${one.tool}`,
        note: one.tool === "pawl" ? "bench run" : one.method,
        tone: one.tool === "pawl" ? ("one" as const) : ("two" as const),
        errors: one.ratios.map((ratio) => Math.abs(ratio - 1)),
      })),
    ),
  );
