import type { Mismatch } from "pawl";
import { type Drawn, misdrawn, unequal } from "../draw.js";
import type { Penalties } from "../penalties/tolerance.js";
import { probabilities, softmaxOf } from "../softmax.js";
import { sizesLeft } from "./cut.js";
import { misplaced, penalisedLogits, positionsOf } from "./order.js";

interface Outcome {
  readonly cur: Drawn;
  readonly returns: number;
}

interface Inputs {
  readonly cur: Drawn;
  readonly history: Int32Array;
  readonly options: Omit<Penalties, "history"> & {
    readonly k: number;
    readonly top_p: number;
    readonly min_p: number;
    readonly temperature: number;
  };
  readonly u: number;
}

/** Smallest normal float: below it, rounding errors are no longer relative. */
const FLT_MIN = 2 ** -126;
/** Roundings of a quotient, or of a product with a reciprocal. */
const QUOTIENT = 4 * 2 ** -24;

/**
 * The candidates that may be drawn, in order; the logits they are drawn by but for rounding; probabilities
 * relative to these logits; and the token that u draws by these probabilities, but for an error of 1e-4. How many
 * there are is open where a cut falls next to a tie, their order where it is a matter of rounding, and with
 * `openTies` among equals, as `std::partial_sort` leaves it. Of masked tokens alone the first is drawn, and p is 0.
 */
export const sameSample =
  ({ openTies }: { readonly openTies: boolean }) =>
  (expected: Outcome, { cur, returns }: Outcome, inputs: Inputs): Mismatch[] => {
    if (inputs.cur.size === 0)
      return unequal({
        returns: [-1, returns],
        "cur.size": [0, cur.size],
        "cur.selected": [inputs.cur.selected, cur.selected],
        "cur.sorted": [inputs.cur.sorted, cur.sorted],
      });
    const candidates = penalisedLogits(inputs.cur.data, { ...inputs.options, history: inputs.history });
    const { least, most } = sizesLeft(candidates, inputs.options);
    if (!(cur.size >= least && cur.size <= most))
      return [{ where: "cur.size", expected: String(expected.cur.size), actual: String(cur.size) }];
    const positions = positionsOf(cur.data.id, inputs.cur.data);
    if (positions === null)
      return [
        { where: "cur.data", expected: "different candidates of the input", actual: `${[...cur.data.id]}` },
      ];
    const { temperature: t } = inputs.options;
    const p = softmaxOf(cur.data.logit);
    const { selected } = cur;
    return [
      ...misplaced(positions, candidates, openTies),
      ...positions.flatMap((position, i) => {
        const [logit, error] = [candidates.logit[position] as number, candidates.error[position] as number];
        const wanted = t > 0 ? logit / t : i === 0 ? logit : -Infinity;
        const off = error / (t > 0 ? t : 1) + QUOTIENT * Math.abs(wanted) + FLT_MIN;
        const value = cur.data.logit[i] as number;
        return unequal({
          [`cur.data[${i}].logit`]: [wanted, Math.abs(value - wanted) <= off ? wanted : value],
        });
      }),
      ...probabilities(5e-5, 1e-4)(p, cur.data.p),
      ...misdrawn(p, selected, inputs.u, 1e-4),
      ...unequal({
        "cur.sorted": [true, cur.sorted],
        returns: [cur.data.id[selected], returns],
      }),
    ];
  };
