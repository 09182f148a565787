import type { Cursor, Step } from "../../model/fuzz.js";
import { isFloat } from "../../model/scalar.js";
import { type Choice, countIn, type Draft, type Drafts } from "./draft.js";
import { type Element, isGenerator, isKept, type Simple, simplerElements, simplestOf } from "./elements.js";
import type { Leaf } from "./leaves.js";

/**
 * Simpler drafts than one that fails. Tasks are gone through in order and, as long as anything became simpler, once
 * more: alternatives, sizes and other scalars, whole columns by ever smaller chunks (delta debugging: Zeller and
 * Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002), single elements. A candidate's number within
 * its task stays the same while the task goes on, so that nothing is tried twice in a row.
 */

/** Integers this near to the simplest are all tried, in order: failures come and go with the remainder of a size. */
const NEAR = 66;
/** Ways to cut columns down to a smaller size. */
const CUTS = 8;
/** Elements that are not simple yet and are looked at singly. */
const SINGLES = 64;

/** Candidates of one task with their numbers; `resume`: where the task goes on when the candidate fails. */
interface Candidate {
  readonly number: number;
  readonly draft: Draft;
  readonly resume: number;
}
type Task = (draft: Draft) => Iterable<Candidate>;

export function* simplerDrafts(
  drafts: Drafts,
  draft: Draft,
  cursor: Cursor | undefined,
): Iterable<Step<Draft>> {
  const tasks = tasksOf(drafts);
  const start = cursor ?? { task: 0, from: 0, changed: false };
  for (const [first, from, changed] of [
    [start.task, start.from, start.changed],
    [0, 0, false],
  ] as const) {
    for (let task = first; task < tasks.length; task++) {
      for (const candidate of (tasks[task] as Task)(draft)) {
        if (task === first && candidate.number < from) continue;
        yield { draft: candidate.draft, cursor: { task, from: candidate.resume, changed: true } };
      }
    }
    if (!changed) return;
  }
}

function tasksOf(drafts: Drafts): Task[] {
  const { leaves } = drafts;
  const kept = leaves.filter(({ alternatives }) => alternatives.some(isKept));
  return [
    ...leaves.filter(({ alternatives }) => alternatives.length > 1).map((leaf) => alternatives(drafts, leaf)),
    ...kept.filter(({ segment }) => segment === null).map((leaf) => scalar(drafts, leaf)),
    ...kept.filter(({ segment }) => segment !== null).map(chunks),
    ...kept.filter(({ segment }) => segment !== null).map(elements),
  ];
}

const withChoice = (draft: Draft, path: string, choice: Choice): Draft => ({
  ...draft,
  choices: new Map(draft.choices).set(path, choice),
});

const columnOf = ({ choices }: Draft, leaf: Leaf): Simple =>
  leaf.alternatives[choices.get(leaf.path)?.alternative ?? 0] as Simple;

/** Alternatives before the chosen one. */
const alternatives = (drafts: Drafts, leaf: Leaf): Task =>
  function* (draft) {
    const chosen = draft.choices.get(leaf.path)?.alternative ?? 0;
    const n = leaf.segment === null ? 1 : countIn(drafts.layout(draft), leaf);
    for (let number = 0; number < chosen; number++) {
      const simpler = withChoice(draft, leaf.path, drafts.choose(leaf, n, draft.seed, number));
      yield { number, draft: simpler, resume: number + 1 };
    }
  };

/** A simpler scalar; where that shortens columns, each way to cut them. */
const scalar = (drafts: Drafts, leaf: Leaf): Task =>
  function* (draft) {
    const choice = draft.choices.get(leaf.path);
    const [value] = choice?.values ?? [];
    const column = columnOf(draft, leaf);
    if (!choice || value === undefined || !isKept(column)) return;
    for (const { x, number, last } of simplerScalars(column, leaf, value)) {
      const smaller = withChoice(draft, leaf.path, { ...choice, values: [x] });
      const resume = last ? Number.POSITIVE_INFINITY : NEAR * CUTS;
      for (const [i, cut] of cuts(drafts, draft, smaller).entries())
        yield { number: number * CUTS + i, draft: cut, resume };
    }
  };

/** `last`: the candidates are in order, so that one that fails is the simplest that does. */
function* simplerScalars(
  column: Simple,
  { type }: Leaf,
  value: Element,
): Iterable<{ x: Element; number: number; last: boolean }> {
  const whole = !isFloat(type) || (isGenerator(column) && column.generator === "integers");
  if (typeof value === "boolean" || !whole || !isGenerator(column)) {
    for (const [number, x] of simplerElements(column, type, value).entries()) yield { x, number, last: true };
    return;
  }
  const simplest = Number(simplestOf(column, type));
  const distance = Number(value) - simplest;
  const sign = Math.sign(distance);
  for (let k = 0; k < Math.min(NEAR, Math.abs(distance)); k++)
    yield { x: simplest + sign * k, number: k, last: true };
  for (
    let gap = Math.trunc(distance / 2), k = NEAR;
    Math.abs(distance) > NEAR && gap !== 0;
    gap = Math.trunc(gap / 2)
  )
    yield { x: Number(value) - gap, number: k++, last: false };
}

/** The draft of a smaller size with the first elements, the last, or those from or up to one that is not simple. */
function cuts(drafts: Drafts, before: Draft, after: Draft): Draft[] {
  const [old, now] = [drafts.layout(before), drafts.layout(after)];
  const shorter = drafts.leaves.flatMap((leaf) => {
    const values = leaf.segment === null ? null : before.choices.get(leaf.path)?.values;
    const [from, to] = [countIn(old, leaf), countIn(now, leaf)];
    return values && to < from ? [{ leaf, values, to }] : [];
  });
  const offsets = new Set([0]);
  for (const { leaf, values, to } of shorter) {
    const simplest = simplestOf(columnOf(before, leaf), leaf.type);
    const odd = values.findIndex((x) => !Object.is(x, simplest));
    const lastOdd = values.findLastIndex((x) => !Object.is(x, simplest));
    for (const offset of [odd, lastOdd - to + 1, odd - to + 1, lastOdd, values.length - to])
      if (offset > 0 && offset + to <= values.length) offsets.add(offset);
  }
  return [...offsets].slice(0, CUTS).map((offset) =>
    shorter.reduce((draft, { leaf, values, to }) => {
      const choice = before.choices.get(leaf.path) as Choice;
      const start = Math.min(offset, values.length - to);
      return withChoice(draft, leaf.path, { ...choice, values: values.slice(start, start + to) });
    }, after),
  );
}

/** Chunks made simple: all of the column, halves, quarters, down to single elements. */
const chunks = (leaf: Leaf): Task =>
  function* (draft) {
    const choice = draft.choices.get(leaf.path);
    const values = choice?.values;
    if (!choice || !values || !isKept(columnOf(draft, leaf))) return;
    const simplest = simplestOf(columnOf(draft, leaf), leaf.type);
    let number = 0;
    for (let size = values.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let start = 0; start < values.length; start += size, number++) {
        const end = Math.min(start + size, values.length);
        if (values.slice(start, end).every((x) => Object.is(x, simplest))) continue;
        const simpler = values.map((x, i) => (i >= start && i < end ? simplest : x));
        yield {
          number,
          draft: withChoice(draft, leaf.path, { ...choice, values: simpler }),
          resume: number + 1,
        };
      }
    }
  };

/** Simpler values of single elements. */
const elements = (leaf: Leaf): Task =>
  function* (draft) {
    const choice = draft.choices.get(leaf.path);
    const column = columnOf(draft, leaf);
    if (!choice?.values || !isKept(column)) return;
    const simplest = simplestOf(column, leaf.type);
    let left = SINGLES;
    for (const [i, x] of choice.values.entries()) {
      if (Object.is(x, simplest)) continue;
      if (left-- === 0) return;
      for (const [k, y] of simplerElements(column, leaf.type, x).slice(0, CUTS).entries()) {
        const simpler = choice.values.with(i, y);
        yield {
          number: i * CUTS + k,
          draft: withChoice(draft, leaf.path, { ...choice, values: simpler }),
          resume: (i + 1) * CUTS,
        };
      }
    }
  };
