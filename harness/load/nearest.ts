import { closest, distance } from "fastest-levenshtein";
import type * as v from "valibot";

/** What valibot's schemas have of the parts of a declaration, as far as keys are concerned. */
interface Keyed {
  /** Of objects. */
  readonly entries?: { readonly [key: string]: Keyed };
  /** Of records. */
  readonly value?: Keyed;
  /** Of optional parts. */
  readonly wrapped?: Keyed;
  /** Of parts that depend on their value. */
  readonly getter?: (value: unknown) => Keyed;
}

type Path = readonly v.IssuePathItem[];

/** The allowed key that the last of `path` most likely is a slip of, or null; keys that are there are not meant. */
export function nearestKey(schema: object, path: Path): string | null {
  const last = path.at(-1);
  const name = String(last?.key);
  const allowed = Object.keys(at(schema, path.slice(0, -1))?.entries ?? {}).filter(
    (key) => !Object.hasOwn(Object(last?.input), key),
  );
  const [nearest] = allowed.length === 0 ? [] : [closest(name, allowed)];
  // Further apart than half the word, a suggestion misleads more than it helps.
  return nearest !== undefined && distance(name, nearest) <= Math.max(2, name.length / 2) ? nearest : null;
}

function at(schema: Keyed, path: Path): Keyed | undefined {
  let found: Keyed | undefined = unwrapped(schema, path[0]?.input);
  for (const { key, value } of path) {
    const next: Keyed | undefined = found.entries?.[String(key)] ?? found.value;
    if (next === undefined) return undefined;
    found = unwrapped(next, value);
  }
  return found;
}

function unwrapped(schema: Keyed, value: unknown): Keyed {
  if (schema.wrapped !== undefined) return unwrapped(schema.wrapped, value);
  return schema.getter === undefined ? schema : unwrapped(schema.getter(value), value);
}
