import type { Mismatch } from "pawl";
import { softmaxOf } from "./softmax.js";

/** How top_p and typical are judged: both keep the first candidates, in an order of their own, that weigh enough. */

interface Data {
  readonly id: Int32Array;
  readonly logit: Float32Array;
  readonly p: Float32Array;
}

export interface Candidates {
  readonly data: Data;
  readonly size: number;
  readonly selected: number;
  readonly sorted: boolean;
}

interface Inputs {
  readonly cur: Candidates;
  readonly p: number;
  readonly min_keep: number;
}

/** How far off an answer may be. */
export interface Limits {
  /** Probabilities, relative to the true ones. */
  readonly p: number;
  /** What the candidates kept weigh together, around what was asked for. */
  readonly mass: number;
  /** Ranks, around those of the candidates that belong in the same places. */
  readonly rank: number;
}

/** Where candidates belong, by their logit: ascending. `p`: the true probability of each of `logit`. */
export type Ranking = (logit: Float32Array, p: Float64Array) => (logit: number) => number;

/** Smallest normal float: a probability below may count as 0. */
export const FLT_MIN = 2 ** -126;

/**
 * Compares what was kept with the oracle's answer, which goes on for as long as the weakest limits allow: the order, the
 * probabilities, and that the mass is enough and would not be without the last candidate. `stable`: equals keep their
 * order.
 */
export const nucleus =
  (ranking: Ranking, limits: Limits, stable = false) =>
  (expected: Candidates, actual: Candidates, { cur, p, min_keep }: Inputs): Mismatch[] => {
    const mismatches: Mismatch[] = [];
    const report = (where: string, wanted: unknown, found: unknown) =>
      mismatches.push({ where, expected: String(wanted), actual: String(found) });
    if (actual.selected !== expected.selected) report("selected", expected.selected, actual.selected);
    if (actual.sorted !== expected.sorted) report("sorted", expected.sorted, actual.sorted);
    const n = cur.size;
    const least = Math.min(n, p >= 1 ? n : Math.max(min_keep, 1));
    if (!(actual.size >= least && actual.size <= expected.size)) {
      report("size", `${least} to ${expected.size}`, actual.size);
      return mismatches;
    }
    const places = placesOf(actual, cur.data);
    const off = p >= 1;
    const truth = off ? Float64Array.from(cur.data.p) : softmaxOf(cur.data.logit);
    const rank = ranking(cur.data.logit, truth);
    let mass = 0;
    let before = 0;
    for (const [i, place] of places.entries()) {
      const wanted = candidate(expected.data, i);
      const found = candidate(actual.data, i);
      const same = wanted.id === found.id && wanted.logit === found.logit;
      const tied = !off && !stable && within(rank(wanted.logit), rank(found.logit), limits.rank);
      if (place === undefined || !(same || tied)) {
        report(`data[${i}]`, `{${wanted.id}, ${wanted.logit}}`, `{${found.id}, ${found.logit}}`);
        continue;
      }
      const true_p = truth[place] as number;
      if (!within(true_p, found.p, off ? 0 : Math.max(limits.p * true_p, FLT_MIN)))
        report(`data[${i}].p`, true_p, found.p);
      before = mass;
      mass += true_p;
    }
    if (off || mismatches.length > 0) return mismatches;
    if (!(mass >= p - limits.mass || actual.size === n)) report("size", `mass ${p}`, `mass ${mass}`);
    if (!(before <= p + limits.mass || actual.size === least))
      report("size", `mass ${p}`, `mass ${before} without the last`);
    return mismatches;
  };

const candidate = ({ id, logit, p }: Data, i: number) => ({
  id: id[i] as number,
  logit: logit[i] as number,
  p: p[i] as number,
});

/** Infinities are within any distance of themselves. */
const within = (a: number, b: number, distance: number) => a === b || Math.abs(a - b) <= distance;

/** For each candidate kept, its place in the input; undefined where there is none that was not taken before. */
function placesOf({ size, data }: Candidates, input: Data): (number | undefined)[] {
  // Places with the same id are chained: the first of several equals is found first.
  const first = new Map<number, number>();
  const next = new Int32Array(input.id.length);
  for (let place = next.length; place-- > 0; ) {
    const id = input.id[place] as number;
    next[place] = first.get(id) ?? -1;
    first.set(id, place);
  }
  const taken = new Uint8Array(next.length);
  return Array.from({ length: size }, (_, i) => {
    let place = first.get(data.id[i] as number) ?? -1;
    while (place >= 0 && (taken[place] === 1 || input.logit[place] !== data.logit[i]))
      place = next[place] as number;
    if (place < 0) return undefined;
    taken[place] = 1;
    return place;
  });
}
