import type { Progress } from "../../harness/model/progress.js";
import { formatLeft, formatRatio } from "./format.js";
import type { Style } from "./style.js";
import { colorVerdict } from "./verdict.js";

type Trial = Extract<Progress, { event: "trial" }>;

/**
 * One trial for the live line, with as many ratios as fit the width, the best first: those that do not are counted. The
 * best one is worth more than the time that is left.
 */
export function describeTrial(trial: Trial, style: Style): string {
  const place = `${trial.target} ${trial.workload} · ${nameTrial(trial)}`;
  const left = formatLeft(trial.left);
  const after = left === "" ? "" : ` · ${left}`;
  const ratios = trial.ratios ?? {};
  const room = style.width - place.length;
  const beside = describeRatios(ratios, room - after.length, style);
  return place + (beside === "" ? describeRatios(ratios, room, style) || after : beside + after);
}

/** `trial 2 of 5`, `second stage, trial 7 of 11`. */
export const nameTrial = ({ trial, of, second = false }: Trial): string =>
  `${second ? "second stage, " : ""}trial ${trial} of ${of}`;

function describeRatios(ratios: NonNullable<Trial["ratios"]>, room: number, style: Style): string {
  const all = Object.entries(ratios).sort(([, a], [, b]) => b.low - a.low);
  const plain = all.map(([name, ratio]) => `${name} ${formatRatio(ratio)}`);
  const more = (shown: number) => (shown < all.length ? `, +${all.length - shown}` : "");
  for (let shown = all.length; shown > 0; shown--) {
    if (` · ${plain.slice(0, shown).join(", ")}${more(shown)}`.length > room) continue;
    const painted = all.slice(0, shown).map(([, { verdict }], i) => colorVerdict(verdict, style, plain[i]));
    return ` · ${painted.join(", ")}${more(shown)}`;
  }
  return "";
}
