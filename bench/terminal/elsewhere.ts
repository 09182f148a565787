import type { BundleReport, ImportReport } from "../../harness/model/bundling.js";
import { plural } from "./format.js";
import { type Style, wrapped } from "./style.js";

/** What went to other machines, and what came back. */

export function renderBundle(report: BundleReport, style: Style): string {
  const { file, bytes, platform, targets, prebuilt, left_out } = report;
  const megabytes = (bytes / 1e6).toFixed(1);
  const built = prebuilt
    ? `, ${plural(prebuilt.libraries, "library", "libraries")} prebuilt for ${prebuilt.architecture}`
    : "";
  const folder = `pawl-bundle-${platform}`;
  return [
    `${file}: ${plural(targets.length, "target")}${built}, ${megabytes} MB, for ${platform}.`,
    ...left_out.map(({ what, why }) => wrapped(`left out: ${what}, ${why}`, style, 2)),
    `${style.colors.dim("next, there:")} tar xf ${file.replace(/^.*\//, "")} && ${folder}/bench run`,
    `${style.colors.dim("next, here:")} bench import records.json`,
  ].join("\n");
}

export function renderImport({ machines, added, known, problems }: ImportReport, style: Style): string {
  const here = known === 0 ? "" : `, ${known} were here before`;
  const lines = [`${plural(added.length, "new record")} of ${machines.join(", ") || "no machine"}${here}.`];
  const stale = added.filter((one) => one.stale !== null);
  if (stale.length > 0) lines.push(`${plural(stale.length, "of them is", "of them are")} stale:`);
  for (const { target, workload, stale: why } of stale)
    lines.push(wrapped(`  ${target} ${workload}: ${why}`, style, 4));
  const updated = added.length > 0 && !problems.some(({ code }) => code === "TRACKING_NOT_WRITABLE");
  if (updated) lines.push("tracking.md is updated.");
  return lines.join("\n");
}
