import type { Scenario } from "../../model/accuracy.js";
import { hundredths } from "../number.js";

/** What was compared: `chain microseconds`, `chain microseconds plus_3_per_mille`; twins go without saying. */
export const subject = ({ kind, target, workload, variant }: Scenario): string =>
  [target, workload, ...(kind === "twins" ? [] : [variant])].join(" ");

/** `alone · margin 1 % · 40 runs` */
export const circumstances = ({
  condition,
  margin,
  runs,
}: Pick<Scenario, "condition" | "margin" | "runs">): string =>
  `${condition} · margin ${hundredths(margin)} % · ${runs} runs`;

/** The verdict that the truth wants where there is a difference to find. */
export const wanted = ({ truth }: Scenario): "faster" | "slower" => (truth > 1 ? "faster" : "slower");

/** `1.00 % slower`: how much longer or shorter than the baseline a variant takes. */
export const difference = (truth: number): string =>
  `${Number((Math.abs(1 / truth - 1) * 100).toPrecision(3))} % ${truth > 1 ? "faster" : "slower"}`;
