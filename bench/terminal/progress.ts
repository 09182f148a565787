import type { Progress } from "../../harness/model/progress.js";
import { formatLeft, plural } from "./format.js";
import { type Style, seenWidth } from "./style.js";
import { describeTrial, nameTrial } from "./trial.js";

/** What is being done and what is left, in one live line; null for events that are not shown as progress. */
export function describeProgress(progress: Progress, style: Style): string | null {
  const text = progress.event === "trial" ? describeTrial(progress, style) : describe(progress);
  return text !== null && seenWidth(text) > style.width ? `${text.slice(0, style.width - 1)}…` : text;
}

function describe(progress: Progress): string | null {
  switch (progress.event) {
    case "plan":
      return [
        plural(progress.targets, "target"),
        plural(progress.comparisons.length, "comparison"),
        plural(progress.variants, "variant"),
      ].join(", ");
    case "build":
      return `building, ${progress.done} of ${progress.of} done · ${progress.target} ${progress.name}`;
    case "verify":
      return `${progress.target} ${progress.workload} · verifying ${progress.variant}`;
    case "fuzz":
      return `${progress.target} ${progress.workload} · fuzzing ${progress.done}/${progress.of}`;
    case "count":
      return `${progress.target} ${progress.workload} · counting instructions of ${progress.variant}`;
    case "wait":
      return progress.message;
    case "bandwidth":
      return "measuring the memory bandwidth of this machine";
    case "trial":
      return [
        `${progress.target} ${progress.workload}`,
        `measuring, ${nameTrial(progress)}`,
        formatLeft(progress.left),
      ]
        .filter((part) => part !== "")
        .join(" · ");
    case "pack":
      return progress.of === 0
        ? progress.what
        : `${progress.what} · ${Math.round((100 * progress.done) / progress.of)} %`;
    case "attempt":
      return `comparison ${progress.done + 1} of ${progress.of} · ${progress.scenario}`;
    case "result":
    case "pair":
    case "record":
    case "problem":
      return null;
  }
}

/** Selected targets that a named variant or workload excludes; null when there are none. */
export const describeLeftOut = ({ leftOut }: Extract<Progress, { event: "plan" }>): string | null =>
  leftOut.length === 0 ? null : `left out, without such a variant or workload: ${leftOut.join(", ")}`;

/**
 * For pipes and logs: which events deserve a line of their own. Builds are summarised as a start and an end, a
 * verification is one line per target × workload, and nothing is said twice.
 */
export function createLineFilter(): (progress: Progress) => string | null {
  const said = new Set<string>();
  let waiting = false;
  return (progress) => {
    const line = describePlainly(progress);
    // A wait is announced again and again, with its age.
    const stillWaiting = waiting && progress.event === "wait";
    waiting = progress.event === "wait";
    if (line === null || stillWaiting || said.has(line)) return null;
    said.add(line);
    return line;
  };
}

function describePlainly(progress: Progress): string | null {
  if (progress.event === "verify") return `${progress.target} ${progress.workload} · verifying`;
  if (progress.event === "count") return `${progress.target} ${progress.workload} · counting instructions`;
  if (progress.event === "fuzz")
    return `${progress.target} ${progress.workload} · fuzzing ${progress.of} inputs`;
  if (progress.event === "attempt") return progress.scenario;
  if (progress.event === "pack") return progress.what;
  if (progress.event !== "build") return describe(progress);
  const libraries = plural(progress.of, "library", "libraries");
  return progress.done < progress.of ? `building ${libraries}` : `built ${libraries}`;
}
