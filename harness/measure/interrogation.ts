import type { CallResult, Interrogation, Questions } from "../model/executor.js";
import type { Overrun } from "../model/fault.js";
import type { Placement } from "../model/layout.js";
import type { loadDriver } from "./native.js";

/** Between `pawl_interrogate` and its reader in the parent process. */

/** Longest that the calls in turn take, where two of them do not take longer. */
const IN_TURN_CAP_NS = 8_000_000;

/** Images in the order in which `pawl_interrogate` gives them. */
const IMAGES = ["base", "changed", "guarded", "fresh", "spoiled"] as const;

interface Request extends Omit<Questions, "blank"> {
  readonly blank: Uint8Array;
  readonly poison: number;
}

/** A distance as native code tells it: negative before the segment, 0 for none. */
export const overrunAt = (segment: number, distance: bigint): Overrun[] =>
  distance === 0n
    ? []
    : [
        {
          segment,
          side: distance < 0n ? "before" : "after",
          distance: Math.abs(Number(distance)),
          trapped: null,
        },
      ];

/** An answer of which native code told the front, the `which`-th since the last question. */
export function answerOf(
  native: Pick<Awaited<ReturnType<typeof loadDriver>>, "whole">,
  session: unknown,
  { bytes }: Placement,
  which: number,
  front: Uint8Array,
): Uint8Array {
  if (!native.whole(session, which, null)) return front;
  const image = new Uint8Array(bytes);
  native.whole(session, which, image);
  return image;
}

/** The answers of a library, or the code of why there are none. */
export function interrogate(
  native: Awaited<ReturnType<typeof loadDriver>>,
  session: unknown,
  layout: Placement,
  { library, instances, calls, blank, poison }: Request,
): Interrogation | number {
  const all = new Uint8Array(IMAGES.length * layout.front);
  const told = new Uint8Array(IMAGES.length);
  const overruns = new BigInt64Array(Math.max(1, layout.segments.length));
  const moved = new Uint8Array(Math.max(1, layout.relocations.length));
  const facts = new BigInt64Array(12);
  const indices = BigUint64Array.from([instances.base, instances.changed, instances.fresh], BigInt);
  const code = native.interrogate(
    session,
    library,
    indices,
    calls,
    IN_TURN_CAP_NS,
    blank,
    poison,
    all,
    told,
    overruns,
    moved,
    facts,
  ) as number;
  if (code !== 0) return code;
  const [made = 0, odd = 0, kept = 0, elapsed = 0, worked = 0, late = 0, next = 0, segment = 0] = [
    ...facts,
  ].map(Number);
  let asked = 0;
  const whole = (front: Uint8Array) => answerOf(native, session, layout, asked++, front);
  const images = IMAGES.map((name, i) => {
    const front = all.subarray(i * layout.front, (i + 1) * layout.front);
    return [name, told[i] ? whole(front) : null] as const;
  });
  const image = (name: (typeof IMAGES)[number]) => new Map(images).get(name) ?? null;
  const movedPointers = layout.relocations.flatMap((r, i) => (moved[i] ? [r.segment] : []));
  const [base, guarded] = [image("base"), image("guarded")];
  const deviating = Array.from({ length: kept }, (_, i) => {
    const front = new Uint8Array(layout.front);
    const of = native.deviation(session, library, i, front) === 0 ? ("base" as const) : ("changed" as const);
    return { of, image: whole(front) };
  });
  return {
    base: base as Uint8Array,
    changed: image("changed"),
    calls: made,
    odd,
    deviating,
    guarded: guarded && {
      image: guarded,
      overruns: [...overruns].flatMap((distance, i) => overrunAt(i, distance)),
      movedPointers,
      startedProcesses: false,
      printed: "",
    },
    fresh: image("fresh"),
    spoiled: image("spoiled"),
    movedPointers,
    strayed: overrunAt(segment, facts[8] ?? 0n)[0] ?? null,
    late: late < 0 ? null : { segment: late, when: next ? "in the next call" : "by itself" },
    elapsed,
    elsewhere: { worked, looks: Number(facts[10]), wanting: Number(facts[11]) },
    company: facts[9] === 1n,
  };
}

/** A result without its images, and these. */
export interface Packed<T> {
  readonly value: T;
  readonly images: readonly Uint8Array[];
}

const NOTHING = new Uint8Array();

export const packCall = (result: CallResult): Packed<CallResult> => ({
  value: { ...result, image: NOTHING },
  images: [result.image],
});

export const unpackCall = ({ value, images: [image = NOTHING] }: Packed<CallResult>): CallResult => ({
  ...value,
  image,
});

export function packInterrogation(result: Interrogation): Packed<Interrogation> {
  const { base, changed, guarded, deviating, fresh, spoiled } = result;
  return {
    value: {
      ...result,
      base: NOTHING,
      changed: changed && NOTHING,
      guarded: guarded && { ...guarded, image: NOTHING },
      deviating: deviating.map(({ of }) => ({ of, image: NOTHING })),
      fresh: fresh && NOTHING,
      spoiled: spoiled && NOTHING,
    },
    images: [
      ...[base, changed, guarded?.image],
      ...deviating.map(({ image }) => image),
      ...[fresh, spoiled],
    ].filter((image) => image != null),
  };
}

export function unpackInterrogation({ value, images }: Packed<Interrogation>): Interrogation {
  const left = [...images];
  const next = () => left.shift() ?? NOTHING;
  return {
    ...value,
    base: next(),
    changed: value.changed && next(),
    guarded: value.guarded && { ...value.guarded, image: next() },
    deviating: value.deviating.map(({ of }) => ({ of, image: next() })),
    fresh: value.fresh && next(),
    spoiled: value.spoiled && next(),
  };
}
