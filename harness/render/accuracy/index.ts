import type { AccuracyReport, ScenarioReport } from "../../model/accuracy.js";
import type { PeersReport } from "../../model/peers.js";
import { renderTemplate } from "../../support/template.js";
import { code, text } from "../markdown.js";
import { smallPercent } from "../number.js";
import { renderIntervals } from "./intervals.js";
import { peersView, renderPeers } from "./peers.js";
import { renderPower } from "./power.js";
import { kindViews } from "./scenarios.js";
import { renderStrips } from "./strips.js";
import { circumstances, subject } from "./words.js";

/** One picture of the page: its file beside it, and what it shows for those who cannot see it. */
interface Picture {
  readonly file: string;
  readonly title: string;
  readonly description: string;
}

const PICTURES = {
  errors: {
    file: "accuracy-errors.svg",
    title: "How far the estimates lie from the truth",
    description: "Strip plot: |estimate ÷ truth − 1| of every comparison, a row per kernel and condition.",
  },
  intervals: {
    file: "accuracy-intervals.svg",
    title: "Intervals of twins beside the truth",
    description:
      "Sorted 95 % intervals of comparisons of equal kernels; those that miss the truth stand out.",
  },
  power: {
    file: "accuracy-power.svg",
    title: "How often a difference is found",
    description: "Share of comparisons that found a difference of known size, against the budget.",
  },
  peers: {
    file: "accuracy-peers.svg",
    title: "Equal kernels: what each tool makes of no difference",
    description: "Strip plot: |ratio − 1| of pawl and Google Benchmark on the same kernels in the same time.",
  },
} as const satisfies Record<string, Picture>;

/**
 * The page `accuracy.md` and the pictures that it shows, by file name: the same bytes for the same reports.
 * What was not measured has neither section nor picture.
 */
export async function renderAccuracy(
  report: AccuracyReport,
  peers: PeersReport | null,
): Promise<ReadonlyMap<string, string>> {
  const done = report.scenarios.filter(({ attempts }) => attempts.length > 0);
  const of = (...kinds: readonly ScenarioReport["kind"][]) => done.filter(({ kind }) => kinds.includes(kind));
  const [accurate, twins, power] = [of("twins", "at-margin", "detection"), of("twins"), of("power")];
  const drawn: [Picture, Promise<string>][] = [];
  if (accurate.length > 0) drawn.push([PICTURES.errors, renderErrors(accurate)]);
  if (twins.length > 0) drawn.push([PICTURES.intervals, renderIntervals(PICTURES.intervals, twins)]);
  if (power.length > 0) drawn.push([PICTURES.power, renderPower(PICTURES.power, power)]);
  if (peers !== null) drawn.push([PICTURES.peers, renderPeers(PICTURES.peers, peers)]);

  const files = new Map<string, string>();
  files.set("accuracy.md", await renderTemplate("accuracy.md.hbs", pageView(report, done, peers, drawn)));
  for (const [{ file }, text] of drawn) files.set(file, await text);
  return files;
}

const renderErrors = (scenarios: readonly ScenarioReport[]): Promise<string> =>
  renderStrips(
    { ...PICTURES.errors, tones: "alone and disturbed" },
    scenarios.map((scenario) => ({
      label: subject(scenario),
      note: circumstances(scenario),
      tone: scenario.condition === "alone" ? "one" : "two",
      errors: scenario.attempts.map(({ estimate }) => Math.abs(estimate / scenario.truth - 1)),
    })),
  );

/** Every string is Markdown already, the template only lays out. */
function pageView(
  report: AccuracyReport,
  done: readonly ScenarioReport[],
  peers: PeersReport | null,
  drawn: readonly (readonly [Picture, unknown])[],
) {
  const { machine, overhead, noise_floor } = report;
  const pictures = new Set<Picture>(drawn.map(([picture]) => picture));
  const shown = (picture: Picture) =>
    pictures.has(picture) ? `![${picture.title}. ${picture.description}](${picture.file})` : "";
  return {
    machine: `${code(machine.id)} (${text(machine.cpu)}, ${text(machine.isa)})`,
    made: [
      `${report.at.slice(0, 10)}, pawl ${text(report.version)}`,
      report.commit === null
        ? "project outside git"
        : `project commit ${code(report.commit.slice(0, 12))}${report.dirty ? " with uncommitted changes" : ""}`,
      text(report.compiler),
      `seed ${report.seed}`,
    ].join(", "),
    complete: report.complete,
    runs: done.reduce((total, { score }) => total + score.runs, 0),
    goals: report.goals.map(({ name, found, wanted, met }) => ({
      name: text(name),
      found: text(found),
      wanted: text(wanted),
      met: met === null ? "too few to tell" : met ? "yes" : "**no**",
    })),
    errors: shown(PICTURES.errors),
    intervals: shown(PICTURES.intervals),
    power: shown(PICTURES.power),
    kinds: kindViews(done),
    disturbed: done.some(({ condition }) => condition === "disturbed"),
    overhead: overhead && {
      empty: overhead.empty_call.toFixed(1),
      bias: overhead.restore_bias.toFixed(1),
    },
    floor: noise_floor === null ? null : smallPercent(noise_floor),
    peers: peers && { ...peersView(peers), picture: shown(PICTURES.peers) },
  };
}
