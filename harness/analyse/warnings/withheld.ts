import type { Warning } from "../../model/problem.js";
import type { Evidence } from "./evidence.js";
import { plural } from "./text.js";

/** Why there is no verdict, where more of the same measuring might bring one. */
export function withheld({ trials, sieve, fewest, reservations }: Evidence): Warning | null {
  const told = (why: string) => ({ code: "verdict-withheld", message: `${why}: no verdict.` });
  if (reservations.has("overrun"))
    return told("Other programs ran on the measuring CPU in more than a tenth of the samples");
  const usable = sieve.kept.filter((epochs) => epochs.length > 0).length;
  if (usable >= fewest) return null;
  const count = plural(trials.length, "trial");
  return told(`The machine was slow throughout all but ${usable} of ${count}, and ${fewest} are wanted`);
}
