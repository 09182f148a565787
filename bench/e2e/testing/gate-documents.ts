import * as v from "valibot";
import { RATCHET_OUTCOMES } from "../../../harness/model/ratchet.js";
import { count, id, positive, problem, problems, ratio, share, warning } from "./parts.js";

/** The `--json` documents of what compares revisions, and of what CI does with the outcome. */

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
