import * as v from "valibot";
import type { Plain } from "../../../harness/model/fuzz.js";
import { complete, count, id, positive, problems, ratio, share, warning } from "./parts.js";

/** The `--json` documents as others rely on them: every field named, none beyond them. */

const times = {
  mean_us: positive,
  stddev_us: v.pipe(v.number(), v.minValue(0)),
  median_us: positive,
  p95_us: positive,
  min_us: positive,
  device: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty()))),
  device_us: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0)))),
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
  v.strictObject({ state: v.literal("built"), verified: v.null(), ...untimed, artifact }),
  v.strictObject({ state: v.literal("invalid"), verified: v.literal(false), ...untimed, artifact }),
]);

const device = v.strictObject({
  api: v.picklist(["cuda", "opencl"]),
  kind: v.picklist(["gpu", "cpu", "accelerator", "other"]),
  ...{ name: v.string(), platform: v.nullable(v.string()), driver: v.string(), memory_bytes: count },
  ...{ link: v.nullable(v.string()), clock_mhz: v.nullable(count), uuid: v.nullable(v.string()) },
});

export const runDocument = v.strictObject({
  schema: v.literal("pawl/run@1"),
  machine: v.strictObject({ id, cpu: v.string(), isa: v.string(), devices: v.optional(v.array(device)) }),
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
          v.strictObject({ state: v.picklist(["skipped", "built", "failed"]), problem: complete }),
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
