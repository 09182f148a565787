import type { Problem } from "../model/problem.js";

/** Names for what a variant did instead of computing. Each takes what was wrong, and says by what it was recognised. */

const named = (code: string, problem: Problem, evidence: string, mend: string): Problem => ({
  ...problem,
  code,
  message: `${problem.message} ${evidence}`,
  mend,
});

/** `whose`: which call the answer belongs to. */
export const answerRemembered = (problem: Problem, whose: string): Problem =>
  named(
    "ANSWER_REMEMBERED",
    problem,
    `That is its answer to ${whose}: it remembers instead of computing.`,
    "Compute every call afresh. A cache must be keyed by everything that the answer depends on; addresses, sizes and a few elements say nothing about the rest.",
  );

export const workSkipped = (problem: Problem, evidence: string): Problem =>
  named(
    "WORK_SKIPPED",
    problem,
    evidence,
    "Write every output in every call: what it holds before the call means nothing, even if it looks right.",
  );

export const workDeferred = (problem: Problem, evidence: string): Problem =>
  named(
    "WORK_DEFERRED",
    problem,
    evidence,
    "Have all outputs complete when the kernel returns, and wait for every thread that works on them; declare `threads` when it may use several.",
  );

export const wrongSometimes = (problem: Problem, evidence: string): Problem =>
  named(
    "WRONG_SOMETIMES",
    problem,
    evidence,
    "Look for state kept between calls, memory read before it is written, and data races (`bench check --sanitize address,undefined` may show them).",
  );

export const wrongAfterTiming = (problem: Problem): Problem =>
  named(
    "WRONG_AFTER_TIMING",
    problem,
    "It was right before it was timed.",
    "Look for answers remembered from an earlier call, or work skipped or put off: every call must compute afresh.",
  );
