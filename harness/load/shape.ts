import * as v from "valibot";
import type { Fuzz } from "../model/fuzz.js";
import type { ArgumentType } from "../model/kernel.js";
import type { Problem } from "../model/problem.js";
import { SCALARS, type Scalar } from "../model/scalar.js";
import type { Cost, OracleFunction } from "../model/target.js";
import type { Tolerance, Verify } from "../model/tolerance.js";
import { nearestKey } from "./nearest.js";

/**
 * What a declaration must look like before any rule can read it; what the compiler checked, for those who
 * skip it.
 */

const isFunction = (value: unknown): boolean => typeof value === "function";
const text = v.string("is no text");
const number = v.number("is no number");
const texts = v.array(text, "is no list");

const argumentType: v.GenericSchema<ArgumentType> = v.lazy((value) =>
  typeof value === "string"
    ? v.picklist(Object.keys(SCALARS) as Scalar[], `is none of ${Object.keys(SCALARS).join(" ")}`)
    : (buffer as v.GenericSchema<ArgumentType>),
);
const args = v.record(v.string(), argumentType, "is no object of arguments");
const element = v.lazy((value) =>
  typeof value === "string"
    ? argumentType
    : v.strictObject(
        { kind: v.literal("struct"), name: text, fields: args },
        "is no scalar type and no struct()",
      ),
);
const buffer = v.strictObject(
  {
    kind: v.literal("buffer"),
    direction: v.picklist(["in", "out", "inout"]),
    of: element,
    dims: v.array(
      v.union([text, number, v.custom<() => number>(isFunction)], "is no name, number or function"),
    ),
  },
  "is no scalar type and no input(), output() or inout()",
);

const limit = v.pipe(number, v.minValue(0, "is negative"));
const tolerance: v.GenericSchema<Tolerance> = v.lazy((value) => {
  const kind = (value as { tolerance: string }).tolerance;
  if (kind === "exact" || kind === "bits" || kind === "any")
    return v.strictObject({ tolerance: v.literal(kind) });
  if (kind === "either")
    return v.strictObject({ tolerance: v.literal(kind), of: v.pipe(v.array(tolerance), v.minLength(1)) });
  const known = v.picklist(["absolute", "relative", "ulp"], "is no tolerance");
  return v.strictObject({ tolerance: known, limit });
});

const isTolerance = (value: unknown): boolean =>
  typeof (value as { tolerance?: unknown } | null)?.tolerance === "string";
const verify: v.GenericSchema<Verify> = v.lazy((value) => {
  if (isTolerance(value)) return tolerance as v.GenericSchema<Verify>;
  if (isFunction(value)) return v.any();
  return v.record(v.string(), verify, "is no tolerance, no function and no object of them");
});

const settings = {
  limits: v.optional(
    v.strictObject({
      margin: v.optional(number),
      trials: v.optional(number),
      budget: v.optional(number),
      timeout: v.optional(number),
      regression: v.optional(number),
      improvement: v.optional(number),
    }),
  ),
  threads: v.optional(number),
  align: v.optional(number),
  cache: v.optional(v.picklist(["warm", "cold"], 'is neither "warm" nor "cold"')),
};

/** What a workload may hold beside the arguments' values. */
export const WORKLOAD_OPTIONS = ["seed", ...Object.keys(settings)] as readonly string[];

const variantOptions = v.strictObject(
  {
    source: v.optional(text),
    sources: v.optional(texts),
    library: v.optional(text),
    symbol: v.optional(text),
    flags: v.optional(texts),
    link: v.optional(texts),
    include: v.optional(texts),
    defines: v.optional(v.record(v.string(), v.union([v.string(), v.number()], "is no text or number"))),
    requires: v.optional(texts),
    verify: v.optional(verify),
    note: v.optional(text),
  },
  "is no source file and no object",
);

const cost = v.optional(v.custom<Cost>(isFunction, "is no function"));
const figure = v.optional(v.pipe(number, v.gtValue(0, "is not positive")));

const declaration = v.strictObject(
  {
    id: text,
    title: text,
    claim: v.optional(text),
    kernel: v.strictObject({ name: text, args, returns: v.optional(argumentType) }),
    state: v.optional(v.strictObject({ create: v.strictObject({ name: text, args }), destroy: text })),
    before: v.optional(text),
    workloads: v.record(
      v.string(),
      v.looseObject({ seed: v.optional(number), ...settings }, "is no object"),
      "is no object",
    ),
    variants: v.record(
      v.string(),
      v.lazy((value) => (typeof value === "string" ? text : variantOptions)),
      "is no object",
    ),
    baseline: text,
    optimized: v.optional(text),
    verify: v.optional(verify),
    oracle: v.optional(
      v.union([v.string(), v.custom<OracleFunction>(isFunction)], "is no source file and no function"),
    ),
    fuzz: v.optional(
      v.looseObject(
        { when: v.optional(v.custom<NonNullable<Fuzz["when"]>>(isFunction, "is no function")) },
        "is no object",
      ),
    ),
    bytes: cost,
    flops: cost,
    items: cost,
    ...settings,
    published: v.optional(
      v.strictObject({
        baseline: figure,
        optimized: figure,
        speedup: figure,
        unit: v.optional(v.picklist(["ns", "us", "ms", "s"], "is none of ns us ms s")),
        source: text,
        workloads: v.optional(v.array(text, "is no list")),
      }),
    ),
  },
  "The default export is no declaration",
);

export type Declaration = v.InferOutput<typeof declaration>;
export type VariantOptions = v.InferOutput<typeof variantOptions>;
export type WorkloadDeclaration = Declaration["workloads"][string];

type Shaped =
  | { readonly ok: true; readonly value: Declaration }
  | { readonly ok: false; readonly problems: Problem[] };

export function shapeOf(value: unknown, file: string): Shaped {
  const result = v.safeParse(declaration, value);
  if (result.success) return { ok: true, value: result.output };
  const problems = result.issues.map((issue) => ({
    code: "DECLARATION_INVALID",
    message: describe(issue),
    where: file,
    mend: mendOf(issue),
  }));
  return { ok: false, problems };
}

function mendOf(issue: v.BaseIssue<unknown>): string {
  const meant = isStray(issue) ? nearestKey(declaration, issue.path ?? []) : null;
  return meant === null
    ? "Declare it with defineTarget(): an editor with TypeScript, or `npx -p typescript tsc --noEmit`, points at it."
    : `Did you mean \`${meant}\`?`;
}

/** A key that is not among those allowed. */
const isStray = (issue: v.BaseIssue<unknown>): boolean =>
  issue.type === "strict_object" && issue.expected === "never";

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? "";
  if (isStray(issue)) return `There is no such key as ${path}.`;
  if (issue.received === "undefined" && path !== "") return `${path} is missing.`;
  return `${path} ${issue.message}.`.trimStart();
}
