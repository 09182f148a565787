import * as v from "valibot";

/** What several `--json` documents hold. */

export const problem = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/)),
  message: v.pipe(v.string(), v.nonEmpty()),
  where: v.optional(v.pipe(v.string(), v.nonEmpty())),
  mend: v.optional(v.pipe(v.string(), v.nonEmpty())),
});
export const problems = v.array(problem);
export const warning = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z][a-z-]*$/)),
  message: v.pipe(v.string(), v.nonEmpty()),
  advice: v.optional(v.pipe(v.string(), v.nonEmpty())),
});
/** What is told of a variant says what happened, where, and what to do. */
export const complete = v.required(problem);

export const positive = v.pipe(v.number(), v.gtValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const ratio = v.pipe(
  v.strictObject({ estimate: positive, low: positive, high: positive, confidence: share }),
  v.check(({ low, estimate, high }) => low <= estimate && estimate <= high, "low <= estimate <= high"),
);

export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]*$/));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
