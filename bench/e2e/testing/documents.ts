import * as v from "valibot";
import { EXPORT_FORMATS } from "../../../harness/model/export.js";
import type { Plain } from "../../../harness/model/fuzz.js";
import { RATCHET_OUTCOMES } from "../../../harness/model/ratchet.js";

/** The `--json` documents as others rely on them: every field named, none beyond them. */

const problem = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/)),
  message: v.pipe(v.string(), v.nonEmpty()),
  where: v.optional(v.pipe(v.string(), v.nonEmpty())),
  mend: v.optional(v.pipe(v.string(), v.nonEmpty())),
});
const problems = v.array(problem);
const warning = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z][a-z-]*$/)),
  message: v.pipe(v.string(), v.nonEmpty()),
  advice: v.optional(v.pipe(v.string(), v.nonEmpty())),
});
/** What is told of a variant says what happened, where, and what to do. */
const complete = v.required(problem);

const positive = v.pipe(v.number(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const ratio = v.pipe(
  v.strictObject({ estimate: positive, low: positive, high: positive, confidence: share }),
  v.check(({ low, estimate, high }) => low <= estimate && estimate <= high, "low <= estimate <= high"),
);

const times = {
  mean_us: positive,
  stddev_us: v.pipe(v.number(), v.minValue(0)),
  median_us: positive,
  p95_us: positive,
  min_us: positive,
  gb_per_s: v.optional(positive),
  gflop_per_s: v.optional(positive),
  items_per_s: v.optional(positive),
};
const whole = v.pipe(positive, v.integer());
const instructions = {
  instructions: v.optional(v.nullable(whole)),
  instructions_range: v.optional(v.tuple([whole, whole])),
};
const artifact = v.pipe(v.string(), v.nonEmpty());
const untimed = { ratio: v.null(), verdict: v.null(), problem: complete };
const variant = v.variant("state", [
  v.strictObject({
    state: v.literal("measured"),
    verified: v.literal(true),
    problem: v.null(),
    ratio: v.nullable(ratio),
    verdict: v.nullable(v.picklist(["faster", "slower", "equivalent", "inconclusive"])),
    ...times,
    ...instructions,
    artifact,
  }),
  v.strictObject({ state: v.literal("skipped"), verified: v.null(), ...untimed }),
  v.strictObject({ state: v.literal("failed"), verified: v.null(), ...untimed }),
  v.strictObject({ state: v.literal("invalid"), verified: v.literal(false), ...untimed, artifact }),
]);

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]*$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const runDocument = v.strictObject({
  schema: v.literal("pawl/run@1"),
  machine: v.strictObject({ id, cpu: v.string(), isa: v.string() }),
  results: v.array(
    v.strictObject({
      target: id,
      workload: id,
      baseline: id,
      optimized: v.nullable(id),
      best: v.nullable(id),
      margin: positive,
      trials: count,
      stage_one: v.optional(count),
      rounds: count,
      kept: share,
      floor_us: v.nullable(positive),
      cache: v.optional(v.picklist(["warm", "cold"])),
      fuzzed: v.optional(count),
      seed: v.optional(count),
      counter: v.optional(v.picklist(["callgrind", "perf_event"])),
      warnings: v.array(warning),
      variants: v.record(id, variant),
    }),
  ),
  problems,
});

const plain: v.GenericSchema<Plain> = v.lazy(() =>
  v.union([v.number(), v.boolean(), v.string(), v.array(plain), v.record(v.string(), plain)]),
);
const example = v.strictObject({
  inputs: count,
  seed: count,
  values: v.nullable(v.record(v.string(), plain)),
});

export const checkDocument = v.strictObject({
  schema: v.literal("pawl/check@1"),
  sanitizers: v.array(v.picklist(["address", "undefined"])),
  results: v.array(
    v.strictObject({
      target: id,
      workload: id,
      fuzz: v.nullable(v.strictObject({ inputs: count, seed: count, declared: v.boolean() })),
      variants: v.record(
        id,
        v.variant("state", [
          v.strictObject({ state: v.literal("verified"), problem: v.null() }),
          v.strictObject({ state: v.picklist(["skipped", "failed"]), problem: complete }),
          v.strictObject({ state: v.literal("invalid"), problem: complete, example: v.optional(example) }),
        ]),
      ),
    }),
  ),
  warnings: v.array(warning),
  problems,
});

export const listDocument = v.strictObject({
  schema: v.literal("pawl/list@1"),
  targets: v.array(
    v.strictObject({
      id,
      title: v.string(),
      group: v.string(),
      file: v.string(),
      workloads: v.array(id),
      variants: v.array(id),
      baseline: id,
      optimized: v.nullable(id),
      status: v.picklist(["NOT_STARTED", "BENCHMARKED", "IMPLEMENTED", "VALIDATED", "COMPLETE", "REJECTED"]),
      stale: v.boolean(),
    }),
  ),
  problems,
});

export const trackDocument = v.strictObject({
  schema: v.literal("pawl/track@1"),
  file: v.literal("tracking.md"),
  changed: v.boolean(),
  written: v.boolean(),
  problems,
});

export const doctorDocument = v.strictObject({
  schema: v.literal("pawl/doctor@1"),
  machine: v.object({ id, cpu: v.string(), isa: v.string(), features: v.array(v.string()), cpus: positive }),
  findings: v.array(
    v.strictObject({
      code: v.pipe(v.string(), v.nonEmpty()),
      level: v.picklist(["ok", "warn", "bad"]),
      title: v.pipe(v.string(), v.nonEmpty()),
      detail: v.string(),
      mend: v.optional(v.string()),
    }),
  ),
  problems,
});

export const newDocument = v.strictObject({
  schema: v.literal("pawl/new@1"),
  id,
  files: v.array(v.string()),
  problems,
});

export const promoteDocument = v.strictObject({
  schema: v.literal("pawl/promote@1"),
  id,
  file: v.string(),
  from: v.nullable(id),
  to: id,
  problems,
});

const machine = v.strictObject({ id, cpu: v.string(), isa: v.string() });
const commit = v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/));
const side = v.strictObject({ rev: v.nullable(v.string()), commit: v.nullable(commit) });
const name = v.pipe(v.string(), v.nonEmpty());

const PAIR_STATES = [
  "measured",
  "identical",
  "added",
  "removed",
  "incomparable",
  "skipped",
  "invalid",
  "failed",
] as const;

export const diffDocument = v.strictObject({
  schema: v.literal("pawl/diff@1"),
  machine,
  before: side,
  after: side,
  pairs: v.array(
    v.strictObject({
      target: id,
      workload: id,
      variant: name,
      state: v.picklist(PAIR_STATES),
      reason: v.nullable(name),
      ratio: v.nullable(ratio),
      verdict: v.nullable(v.picklist(["faster", "slower", "equivalent", "inconclusive"])),
      before_us: v.nullable(positive),
      after_us: v.nullable(positive),
      margin: v.nullable(positive),
      trials: count,
      seed: v.nullable(count),
      warnings: v.array(warning),
      problem: v.nullable(problem),
    }),
  ),
  problems,
});

const thresholds = v.strictObject({ regression: positive, improvement: positive });
const distance = v.strictObject({
  ...{ at: v.string(), commit: v.nullable(commit) },
  ...{ estimate: positive, low: positive, high: positive, confidence: share },
});

export const ratchetDocument = v.strictObject({
  schema: v.literal("pawl/ratchet@1"),
  machine,
  commit: v.nullable(commit),
  file: v.pipe(v.string(), v.endsWith("ratchet.json")),
  written: v.boolean(),
  noise: v.nullable(v.number()),
  counts: v.record(v.picklist(RATCHET_OUTCOMES), count),
  cases: v.array(
    v.strictObject({
      target: id,
      file: v.string(),
      workload: id,
      variant: id,
      outcome: v.picklist(RATCHET_OUTCOMES),
      reason: v.nullable(name),
      thresholds,
      best: v.nullable(v.strictObject({ commit, at: v.string(), median_us: positive })),
      best_us: v.nullable(positive),
      now_us: v.nullable(positive),
      measured: v.array(ratio),
      trials: count,
      distances: v.array(distance),
      warnings: v.array(warning),
      problem: v.nullable(problem),
    }),
  ),
  problems,
});

const benchmark = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*){1,2}$/));

export const exportDocument = v.strictObject({
  schema: v.literal("pawl/export@1"),
  format: v.picklist(EXPORT_FORMATS),
  machine: id,
  file: v.string(),
  benchmarks: v.pipe(v.array(benchmark), v.nonEmpty()),
  stale: v.array(benchmark),
  left_out: v.array(
    v.strictObject({
      name: benchmark,
      reason: v.picklist(["unrecorded", "stale", "skipped", "built", "invalid", "failed"]),
    }),
  ),
  problems,
});

export const reportDocument = v.strictObject({
  schema: v.literal("pawl/report@1"),
  markdown: v.pipe(v.string(), v.startsWith("<!-- pawl:ratchet -->\n"), v.maxLength(65_536)),
  problems,
});

export const initDocument = v.strictObject({
  schema: v.literal("pawl/init@1"),
  files: v.array(v.strictObject({ file: v.string(), replaced: v.boolean() })),
  branch: v.string(),
  problems,
});

export const adoptDocument = v.strictObject({
  schema: v.literal("pawl/adopt@1"),
  files: v.array(v.string()),
  problems,
});
