import { relative } from "node:path";
import type { Project, Selection } from "../../model/project.js";
import {
  RATCHET_OUTCOMES,
  type RatchetCase,
  type RatchetOutcome,
  type RatchetReport,
  type Thresholds,
} from "../../model/ratchet.js";
import { assertWritable } from "../../record/append.js";
import { ratchetPath } from "../../record/ratchet.js";
import { revisionOf } from "../../support/git.js";
import type { Context, Finished } from "../context.js";
import { conclude } from "../exit.js";
import { prepareNative } from "../native.js";
import type { DuelOptions } from "../revisions/duels.js";
import { compete } from "./compete.js";
import { readKnown } from "./known.js";
import { lineUpAll } from "./line-up.js";
import { noiseOf } from "./noise.js";
import { raise } from "./raise.js";

export interface RatchetOptions extends Selection, DuelOptions {
  /** Instead of the declared or the default ones. */
  readonly thresholds: Partial<Thresholds>;
  /** Whether what is left open fails. */
  readonly strict: boolean;
  /** Whether to measure what is the same machine code, too. */
  readonly force: boolean;
  /** Put the best-known of what is selected down to what is there now, for this reason. */
  readonly reset?: string | undefined;
}

/**
 * Holds every variant against the best that it is known to have been: rebuilt from its commit, in the same rounds. What is
 * slower beyond doubt fails; what is faster is the new best-known. Nothing is judged by stored numbers, and each case is
 * written as soon as it is decided.
 */
export async function ratchet(
  project: Project,
  options: RatchetOptions,
  context: Context,
): Promise<Finished<RatchetReport>> {
  const native = await prepareNative(project, options, context);
  const { machine } = native;
  await assertWritable(project, machine.id);
  const known = await readKnown(project, machine);
  const noise = await noiseOf(project, machine.id, known.file);
  const { commit } = await revisionOf(project.root);
  const lined = await lineUpAll(project, native, known, options);
  const fought = await compete(project, lined.contests, { ...native, noise, commit }, options, context);
  const candidates = [...lined.candidates, ...fought.candidates];
  const raised = context.signal.aborted
    ? { cases: [], problems: [], written: false }
    : await raise(project, machine, candidates, { known, reset: options.reset }, context);
  const cases = [...lined.cases, ...fought.cases, ...raised.cases].sort((a, b) => rank(a) - rank(b));
  const { problems, exitCode } = conclude({
    results: [],
    problems: [...native.problems, ...fought.problems, ...raised.problems],
    failures: fought.failures,
    interrupted: context.signal.aborted,
    states: cases.map(({ outcome }) => stateOf(outcome, options.strict)),
  });
  const counts = RATCHET_OUTCOMES.map((outcome) => [
    outcome,
    cases.filter((one) => one.outcome === outcome).length,
  ]);
  return {
    report: {
      schema: "pawl/ratchet@1",
      machine: { id: machine.id, cpu: machine.cpu, isa: machine.isa },
      commit,
      file: relative(project.root, ratchetPath(project, machine.id)),
      written: fought.written || raised.written,
      noise,
      counts: Object.fromEntries(counts),
      cases,
      problems,
    },
    exitCode,
  };
}

const rank = ({ outcome }: RatchetCase): number => RATCHET_OUTCOMES.indexOf(outcome);

const OPEN = new Set<RatchetOutcome>(["ambiguous", "incomparable", "removed"]);
const stateOf = (outcome: RatchetOutcome, strict: boolean): string =>
  OPEN.has(outcome) ? (strict ? "ambiguous" : "open") : outcome;
