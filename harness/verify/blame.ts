import type { Death } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import type { Candidate } from "./candidate.js";

/** Who is to blame, `asked` where the death itself does not tell in whose code it was; null when nobody can be. */
export function culprit(
  { library, foreign }: Death,
  loaded: readonly Candidate[],
  asked: Candidate | null,
): Candidate | null {
  if (library !== undefined) return loaded[library] ?? null;
  if (!foreign) return asked;
  return loaded.length === 1 ? (loaded[0] ?? null) : null;
}

/** A death that no variant can be blamed for. */
export const nobodysDeath = ({ kind, signal, message, printed }: Death): Problem => ({
  code: "WORKER_DIED",
  message:
    `A worker process ended before it ran any variant: ${message ?? signal ?? kind}. ${printed}`.trim(),
  mend: "Run it again; if it stays, please report it.",
});
