import { relative } from "node:path";
import type { CounterChoice } from "../../model/counter.js";
import type { Problem } from "../../model/problem.js";
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
import { isCommitted, revisionOf } from "../../support/git.js";
import type { Context, Finished } from "../context.js";
import { conclude } from "../exit.js";
import { prepareNative } from "../native.js";
import type { DuelOptions } from "../revisions/duels.js";
import { unmeasured } from "./cases.js";
import { compete } from "./compete.js";
import { countContests } from "./count.js";
import { readKnown } from "./known.js";
import { lineUpAll } from "./line-up.js";
import { readNoise } from "./noise.js";
import { forget, raise } from "./raise.js";

export interface RatchetOptions extends Selection, DuelOptions {
  /** Instead of the declared or the default ones. */
  readonly thresholds: Partial<Thresholds>;
  /** Whether what is left open fails. */
  readonly strict: boolean;
  /** Whether to measure what is the same machine code, too. */
  readonly force: boolean;
  /** Count instructions instead of measuring times; then nothing is raised, and nothing written. */
  readonly counter?: CounterChoice | undefined;
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
  const noise = await readNoise(project, machine.id, known.file);
  const { commit } = await revisionOf(project.root);
  const committed = await isCommitted(project.root, [
    relative(project.root, project.results),
    relative(project.root, project.tracking),
  ]);
  const lined = await lineUpAll(project, native, known, options);
  const circumstances = { ...native, noise, commit: committed ? commit : null };
  const { counter } = options;
  const fought =
    counter === undefined
      ? await compete(project, lined.contests, circumstances, options, context)
      : await countContests(project, lined.contests, native, { ...options, counter }, context);
  const candidates = [...lined.candidates, ...fought.candidates];
  const raised =
    counter !== undefined
      ? {
          cases: candidates.map(({ place }) => unmeasured(place, "skipped", UNKNOWN)),
          problems: [],
          written: false,
        }
      : context.signal.aborted
        ? { cases: [], problems: [], written: false }
        : await raise(project, machine, candidates, options.reset, context);
  const decided =
    options.reset === undefined ? lined.cases : await forget(project, machine, lined.cases, options.reset);
  const cases = [...decided, ...fought.cases, ...raised.cases].sort((a, b) => rank(a) - rank(b));
  const { problems, exitCode } = conclude({
    results: [],
    problems: [
      ...native.problems,
      ...fought.problems,
      ...raised.problems,
      ...(context.signal.aborted ? [INTERRUPTED] : []),
    ],
    failures: fought.failures,
    interrupted: context.signal.aborted,
    states: cases.map((one) => stateOf(one, options.strict)),
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
      noise: noise.machine,
      counts: Object.fromEntries(counts),
      cases,
      problems,
    },
    exitCode,
  };
}

const UNKNOWN = "there is no best-known yet: `bench ratchet` without --counter makes one";

const INTERRUPTED: Problem = {
  code: "INTERRUPTED",
  message: "Not every variant was judged.",
  mend: "Go on with `bench ratchet`: what was decided is kept.",
};

const rank = ({ outcome }: RatchetCase): number => RATCHET_OUTCOMES.indexOf(outcome);

const OPEN = new Set<RatchetOutcome>(["ambiguous", "incomparable", "removed"]);
/** What was measured here before and cannot be any more is as open as what cannot be told. */
const isOpen = ({ outcome, best }: RatchetCase): boolean =>
  OPEN.has(outcome) || (outcome === "skipped" && best !== null);
const stateOf = (one: RatchetCase, strict: boolean): string =>
  isOpen(one) ? (strict ? "ambiguous" : "open") : one.outcome;
