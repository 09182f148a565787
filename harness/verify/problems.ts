import type { Problem } from "../model/problem.js";
import { inTime } from "../support/units.js";
import { type Circumstance, title } from "./circumstance.js";
import type { Difference } from "./compare.js";

/** What a variant that came back did wrong, in words. One code for each kind of wrong. */

/** `instance`: null where the occasion says it all. */
export function wrongOutput(
  c: Circumstance,
  { count, of, first, unwritten, off }: Difference,
  instance: number | null,
): Problem {
  const distance = off?.by ? `The first is off by ${off.by}; ` : "";
  const detail = off ? ` ${distance}${distance ? "a" : "A"}llowed: ${off.allowed}.` : "";
  const which = instance === null ? "" : `, instance ${instance}`;
  const message = (what: string, is: string) =>
    `${title(c)} ${what}: ${first?.where} should be ${first?.expected} and ${is}; ` +
    `${count} of ${of} elements differ (${c.occasion}${which}).`;
  if (unwritten)
    return {
      code: "WRONG_OUTPUT",
      message: message("leaves out elements", "was not written"),
      where: c.where,
      mend: "Write every element of every output in every call, the last ones of a loop above all.",
    };
  return {
    code: "WRONG_OUTPUT",
    message: message("computes something else", `is ${first?.actual}`) + detail,
    where: c.where,
    mend: "Mend the variant; if the difference is legitimate, declare a tolerance under verify in target.ts.",
  };
}

/** What goes on after its return; nothing it computed need be wrong. */
export const notDone = (c: Circumstance): Problem => ({
  code: "WORK_DEFERRED",
  message: `${title(c)} goes on working after it has returned (${c.occasion}).`,
  where: c.where,
});

/** `others`, `calls`: nanoseconds. `polls`: whether the threads could have run all the while. */
export const worksElsewhere = (c: Circumstance, others: number, calls: number, polls: boolean): Problem => ({
  code: "WORK_DEFERRED",
  message:
    `${title(c)} has other threads work: they used ${inMilliseconds(others)} of CPU time during calls that took ` +
    `${inMilliseconds(calls)}${polls ? ", wanted more all the while" : ""}, and one thread is declared (${c.occasion}).`,
  where: c.where,
  mend: "Declare `threads` if the kernel may use several CPUs; else compute in the thread that calls.",
});

const inMilliseconds = (ns: number): string => `${(ns / 1e6).toPrecision(2)} ms`;

export const inputChanged = (c: Circumstance, buffer: string): Problem => ({
  code: "INPUT_CHANGED",
  message: `${title(c)} changes ${buffer}, which is declared input (${c.occasion}).`,
  where: c.where,
  mend: "Work on a copy, or declare the buffer inout if the kernel may change it.",
});

/** Times in nanoseconds, of one operation. */
export const inputsRemembered = (c: Circumstance, first: number, again: number): Problem => ({
  code: "ANSWER_REMEMBERED",
  message: `${title(c)} takes ${inTime(first)} on inputs that it sees for the first time and ${inTime(again)} on the same ones again: it remembers instead of computing (${c.occasion}).`,
  where: c.where,
  mend: "Compute every call afresh; a caller's inputs do not come back.",
});

export const pointerChanged = (c: Circumstance, buffer: string): Problem => ({
  code: "POINTER_CHANGED",
  message: `${title(c)} replaces a pointer inside ${buffer} (${c.occasion}).`,
  where: c.where,
  mend: "Write through the pointer: the memory belongs to the caller.",
});
