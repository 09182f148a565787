import * as v from "valibot";
import type { Device } from "../model/device.js";
import type { Machine } from "../model/machine.js";
import type { Problem } from "../model/problem.js";
import { type MeasurementRecord, RECORD_SCHEMA, type VariantResult } from "../model/record.js";

/** The JSON boundary: what a line of a record file and a `machine.json` must look like to be used. */

const problem: v.GenericSchema<Problem> = v.object({
  code: v.string(),
  message: v.string(),
  where: v.optional(v.string()),
  mend: v.optional(v.string()),
});

const warning = v.object({ code: v.string(), message: v.string(), advice: v.optional(v.string()) });

const interval = v.object({
  estimate: v.number(),
  low: v.number(),
  high: v.number(),
  confidence: v.number(),
});

const variant: v.GenericSchema<VariantResult> = v.object({
  state: v.picklist(["measured", "skipped", "built", "invalid", "failed"]),
  verified: v.nullable(v.boolean()),
  problem: v.nullable(problem),
  ratio: v.nullable(interval),
  verdict: v.nullable(v.picklist(["faster", "slower", "equivalent", "inconclusive"])),
  mean_us: v.exactOptional(v.number()),
  stddev_us: v.exactOptional(v.number()),
  median_us: v.exactOptional(v.number()),
  p95_us: v.exactOptional(v.number()),
  min_us: v.exactOptional(v.number()),
  device: v.exactOptional(v.nullable(v.string())),
  device_us: v.exactOptional(v.nullable(v.number())),
  gb_per_s: v.exactOptional(v.number()),
  gflop_per_s: v.exactOptional(v.number()),
  items_per_s: v.exactOptional(v.number()),
  instructions: v.exactOptional(v.nullable(v.number())),
  instructions_range: v.exactOptional(v.tuple([v.number(), v.number()])),
  artifact: v.exactOptional(v.string()),
});

const trial = v.object({
  rounds: v.number(),
  kept: v.number(),
  variants: v.record(v.string(), v.object({ log_ratio: v.nullable(v.number()), median_us: v.number() })),
});

export const recordSchema: v.GenericSchema<MeasurementRecord> = v.object({
  schema: v.literal(RECORD_SCHEMA),
  target: v.string(),
  workload: v.string(),
  baseline: v.string(),
  optimized: v.nullable(v.string()),
  best: v.nullable(v.string()),
  margin: v.number(),
  trials: v.number(),
  stage_one: v.exactOptional(v.number()),
  rounds: v.number(),
  kept: v.number(),
  floor_us: v.exactOptional(v.nullable(v.number())),
  fuzzed: v.exactOptional(v.number()),
  seed: v.exactOptional(v.number()),
  counter: v.exactOptional(v.picklist(["callgrind", "perf_event"])),
  warnings: v.array(warning),
  variants: v.record(v.string(), variant),
  run: v.object({
    id: v.string(),
    at: v.pipe(v.string(), v.isoTimestamp()),
    commit: v.nullable(v.string()),
    dirty: v.boolean(),
    version: v.string(),
  }),
  machine: v.string(),
  content: v.object({ hash: v.string(), files: v.array(v.string()) }),
  toolchain: v.object({ compiler: v.string(), flags: v.array(v.string()) }),
  trial_summaries: v.array(trial),
});

const device: v.GenericSchema<Device> = v.object({
  api: v.picklist(["cuda", "opencl"]),
  kind: v.picklist(["gpu", "cpu", "accelerator", "other"]),
  name: v.string(),
  platform: v.nullable(v.string()),
  driver: v.string(),
  memory_bytes: v.number(),
  link: v.nullable(v.string()),
  clock_mhz: v.nullable(v.number()),
  uuid: v.nullable(v.string()),
});

export const machineSchema: v.GenericSchema<Machine> = v.object({
  id: v.string(),
  cpu: v.string(),
  isa: v.string(),
  features: v.array(v.string()),
  cpus: v.number(),
  caches: v.array(v.object({ level: v.number(), type: v.string(), bytes: v.number() })),
  os: v.string(),
  kernel: v.string(),
  virtual: v.nullable(v.string()),
  bandwidth: v.exactOptional(
    v.object({
      probe: v.exactOptional(v.number()),
      at: v.string(),
      points: v.array(
        v.object({ threads: v.number(), bytes: v.number(), read_gb_s: v.number(), update_gb_s: v.number() }),
      ),
    }),
  ),
  devices: v.exactOptional(v.array(device)),
});

/** The first thing wrong with `value`, such as `run.at: Expected string but received 5`; null if it conforms. */
export function nonconformity(schema: v.GenericSchema, value: unknown): string | null {
  const issue = v.safeParse(schema, value, { abortEarly: true }).issues?.[0];
  if (issue === undefined) return null;
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}
