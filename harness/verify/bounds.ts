import type { Overrun } from "../model/fault.js";
import type { Problem } from "../model/problem.js";
import { type Circumstance, title } from "./circumstance.js";

/** Accesses beside a buffer, in words. */

export function outOfBounds(c: Circumstance, overrun: Overrun): Problem {
  const { segment, side, trapped } = overrun;
  const buffer = c.layout.segments[segment];
  const verb = { read: "reads", write: "writes", "read or write": "reads or writes" }[trapped ?? "write"];
  const by = overrun.distance === null ? "" : `, ${away(overrun)}, at ${elementAt(c, overrun)}`;
  return {
    code: "OUT_OF_BOUNDS",
    message:
      `${title(c)} ${verb} outside of ${buffer?.path ?? "a buffer"}${by} ` +
      `(${buffer?.count} elements of ${buffer?.stride} bytes; ${c.occasion}).`,
    where: c.where,
    mend:
      side === "after"
        ? "Check the last iterations of its loops, the vector tail above all, for sizes that are no multiple of the vector."
        : "Check the first iterations of its loops: an index that is made smaller there, or a vector loaded from in front of an element.",
  };
}

/** `1 byte past the end`. */
export const away = ({ side, distance }: Overrun): string =>
  `${distance} byte${distance === 1 ? "" : "s"} ${side === "after" ? "past the end" : "before the beginning"}`;

/** The element that would lie there: `y[48]`. */
function elementAt({ layout }: Circumstance, { segment, side, distance }: Overrun): string {
  const { path = "a buffer", count = 0, stride = 1 } = layout.segments[segment] ?? {};
  const bytes = distance ?? 0;
  const index = side === "after" ? count + Math.floor((bytes - 1) / stride) : -Math.ceil(bytes / stride);
  return `${path}[${index}]`;
}
