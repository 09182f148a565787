import type { Exported, ExportFormat } from "../../model/export.js";
import { bencher } from "./bencher.js";
import { csv } from "./csv.js";
import { githubActionBenchmark } from "./github-action-benchmark.js";
import { googleBenchmark } from "./google-benchmark.js";
import { hyperfine } from "./hyperfine.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";

const RENDERERS: Readonly<Record<ExportFormat, (exported: Exported, iterations: boolean) => string>> = {
  "google-benchmark": googleBenchmark,
  bencher,
  "github-action-benchmark": githubActionBenchmark,
  hyperfine,
  junit,
  csv,
  markdown,
};

/** The whole file, of one case at least and one time. `iterations`: of google-benchmark, one entry per trial instead of aggregates. */
export const renderExport = (format: ExportFormat, exported: Exported, iterations: boolean): string =>
  RENDERERS[format](exported, iterations);

/** Formats that also show variants without a time; in the others a wrong variant would need a number. */
export const SHOWS_UNTIMED: ReadonlySet<ExportFormat> = new Set(["junit", "csv", "markdown"]);
