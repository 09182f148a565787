import type { Signature } from "../../model/kernel.js";
import {
  DEFAULT_SETTINGS,
  type Limits,
  type RunSettings,
  type Target,
  type Variant,
  type Workload,
} from "../../model/target.js";

/** Builders of loaded declarations for tests; every part can be overridden. */

export const sampleVariant = (name: string, parts: Partial<Variant> = {}): Variant => ({
  name,
  sources: [`targets/demo/${name}.c`],
  symbol: "kernel",
  flags: [],
  link: [],
  include: [],
  defines: {},
  requires: [],
  ...parts,
});

export const sampleWorkload = (
  values: Workload["values"],
  settings: Partial<Omit<RunSettings, "limits">> & { readonly limits?: Partial<Limits> } = {},
): Workload => ({
  name: "small",
  values,
  seed: 42,
  settings: {
    ...DEFAULT_SETTINGS,
    ...settings,
    limits: { ...DEFAULT_SETTINGS.limits, ...settings.limits },
  },
});

/** A target whose baseline is its first variant. */
export const sampleTarget = (
  signature: Signature,
  builds: readonly Variant[],
  parts: Partial<Target> = {},
): Target => ({
  id: "1.1",
  title: "sample",
  group: "demo",
  file: "targets/demo/target.ts",
  workloads: ["small"],
  variants: builds.map(({ name, sources, requires }) => ({ name, sources, requires })),
  baseline: builds[0]?.name ?? "",
  fuzzes: false,
  hash: "d".repeat(64),
  signature,
  cases: [],
  builds,
  verify: {},
  ...parts,
});
