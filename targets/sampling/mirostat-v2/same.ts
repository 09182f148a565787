import type { Mismatch } from "pawl";
import { type Drawn, misdrawn, unequal } from "../draw.js";
import { probabilities, softmaxOf } from "../softmax.js";
import { sameButForTies } from "../ties.js";

interface Outcome {
  readonly cur: Drawn;
  readonly mu: Float32Array;
  readonly returns: number;
}

interface Inputs {
  readonly cur: Drawn;
  readonly mu: Float32Array;
  readonly tau: number;
  readonly eta: number;
  readonly u: number;
}

/** How far a variant may be off. */
interface Limits {
  /** Probabilities, relative: of those that are kept, and of the last of them at 2^−mu. */
  readonly p: number;
  /** Their sum, and the cumulative probability at which a token is drawn. */
  readonly sum: number;
  readonly draw: number;
  readonly mu: number;
  /** Whether the order of equal logits is left open, as `std::sort` leaves it. */
  readonly openTies: boolean;
}

/**
 * A kept set that is a prefix of the oracle's order or the reverse, differing by candidates whose surprise is mu but
 * for rounding (who surprises by exactly mu has to be kept); probabilities relative to that set, the token that u
 * draws from it, and the mu that follows. Where all logits are −∞, the first token, with p = 0, and mu as it was.
 */
export const sameDraw =
  (limits: Limits) =>
  (expected: Outcome, actual: Outcome, inputs: Inputs): Mismatch[] => {
    const { cur, returns } = actual;
    const n = inputs.cur.size;
    const wrongSize = unequal({ "cur.size": [expected.cur.size, cur.size] });
    if (wrongSize.length > 0 && !(cur.size > 0 && cur.size <= n && isCut(cur.size, inputs, limits.p)))
      return wrongSize;
    if (n === 0)
      return unequal({
        returns: [-1, returns],
        "cur.selected": [inputs.cur.selected, cur.selected],
        "cur.sorted": [inputs.cur.sorted, cur.sorted],
        mu: [inputs.mu[0], actual.mu[0]],
      });
    const data = cur.size > expected.cur.size ? sortedData(inputs) : expected.cur.data;
    const p = softmaxOf(data.logit.subarray(0, cur.size));
    const { selected } = cur;
    const chance = p[selected] ?? 0;
    const surprise = chance > 0 ? -Math.log2(chance) : inputs.tau;
    const mu = (inputs.mu[0] as number) - inputs.eta * (surprise - inputs.tau);
    return [
      ...(limits.openTies
        ? sameButForTies(unset(data), unset(cur.data), { cur: { data: unset(inputs.cur.data) } })
        : sameCandidates(data, cur.data)),
      ...probabilities(limits.p, limits.sum)(p, cur.data.p),
      ...misdrawn(p, selected, inputs.u, limits.draw),
      ...unequal({
        "cur.sorted": [true, cur.sorted],
        returns: [cur.data.id[selected], returns],
        mu: [mu, Math.abs((actual.mu[0] as number) - mu) <= limits.mu ? mu : actual.mu[0]],
      }),
    ];
  };

/** Whether as many are kept, but for an error of `relative` in the probability of those next to the cut. */
function isCut(size: number, { cur, mu }: Inputs, relative: number): boolean {
  const p = softmaxOf(cur.data.logit).sort().reverse();
  const least = 2 ** -(mu[0] as number);
  const kept = p[size - 1] as number;
  const dropped = p[size] ?? 0;
  return (
    (size === 1 || kept >= least * (1 - relative)) && dropped <= least * (1 + relative) && dropped !== least
  );
}

/** All candidates in descending order, equal ones in that of their positions. */
function sortedData({ cur: { data } }: Inputs): Drawn["data"] {
  const places = [...data.logit.keys()].sort(
    (a, b) => (data.logit[b] as number) - (data.logit[a] as number) || a - b,
  );
  const pick = <T extends Int32Array | Float32Array>(column: T) =>
    column.map((_, i) => column[places[i] ?? 0] ?? 0);
  return { id: pick(data.id) as Int32Array, logit: pick(data.logit) as Float32Array, p: data.p };
}

/** Without probabilities, which tell nobody apart: the kernel sets them. */
const unset = (data: Drawn["data"]) => ({ ...data, p: new Float32Array(data.id.length) });

/** The same ids with the same logits, one after the other. */
const sameCandidates = (expected: Drawn["data"], actual: Drawn["data"]): Mismatch[] =>
  [...actual.id.keys()].flatMap((i) =>
    unequal({
      [`cur.data[${i}].id`]: [expected.id[i], actual.id[i]],
      [`cur.data[${i}].logit`]: [expected.logit[i], actual.logit[i]],
    }),
  );
