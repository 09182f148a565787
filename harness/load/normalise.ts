import { isAbsolute, posix } from "node:path";
import type { Fuzz, FuzzValue } from "../model/fuzz.js";
import type { Signature } from "../model/kernel.js";
import {
  DEFAULT_SETTINGS,
  type RunSettings,
  type Target,
  type Variant,
  type Workload,
} from "../model/target.js";
import type { Value } from "../model/value.js";
import { requiredDevice } from "../support/features.js";
import { packagePath } from "../support/installed.js";
import {
  type Declaration,
  type VariantOptions,
  WORKLOAD_OPTIONS,
  type WorkloadDeclaration,
} from "./shape.js";

/** From a valid declaration to a target: defaults filled in, paths relative to the project root. */

const DEFAULT_SEED = 42;

type Overrides = Pick<Declaration, "limits" | "threads" | "align" | "cache">;

/** Without the keys that hold nothing. */
const given = <T extends object>(object: T | undefined) =>
  Object.fromEntries(Object.entries(object ?? {}).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const settingsOf = (base: RunSettings, { limits, threads, align, cache }: Overrides): RunSettings => ({
  limits: { ...base.limits, ...given(limits) },
  threads: threads ?? base.threads,
  align: align ?? base.align,
  cache: cache ?? base.cache,
});

function workloadOf(name: string, declared: WorkloadDeclaration, base: RunSettings): Workload {
  const values = Object.entries(declared).filter(([key]) => !WORKLOAD_OPTIONS.includes(key));
  return {
    name,
    values: Object.fromEntries(values) as Record<string, Value>,
    seed: declared.seed ?? DEFAULT_SEED,
    settings: settingsOf(base, declared),
  };
}

function fuzzOf({ when, ...values }: NonNullable<Declaration["fuzz"]>): Fuzz {
  return { values: values as Record<string, FuzzValue>, ...given({ when }) };
}

function variantOf(name: string, declared: string | VariantOptions, folder: string, kernel: string): Variant {
  const options: VariantOptions = typeof declared === "string" ? { source: declared } : declared;
  const {
    source,
    sources = source === undefined ? [] : [source],
    library,
    symbol,
    defines,
    verify,
    note,
  } = options;
  const place = (path: string) => (isAbsolute(path) || packagePath(path) ? path : posix.join(folder, path));
  const all = sources.map(place);
  return {
    name,
    sources: all,
    symbol: symbol ?? kernel,
    flags: options.flags ?? [],
    link: options.link ?? [],
    include: (options.include ?? []).map(place),
    defines: Object.fromEntries(Object.entries(defines ?? {}).map(([key, value]) => [key, String(value)])),
    requires: requirementsOf(options.requires ?? [], all),
    ...given({ library: library === undefined ? undefined : place(library), verify, note }),
  };
}

/** What is written for a device needs one, whether it says so or not. */
const requirementsOf = (requires: readonly string[], sources: readonly string[]): readonly string[] =>
  sources.some((path) => path.endsWith(".cu")) && !requires.some((name) => requiredDevice(name) === "cuda")
    ? [...requires, "cuda"]
    : requires;

/** First folder below `targets/`; `targets` itself for a declaration that lies directly in it. */
const groupOf = (file: string): string => {
  const [top = "", ...rest] = file.split("/").slice(1);
  return rest.length > 0 ? top : "targets";
};

/**
 * `file` is relative to the project root, with forward slashes. The hash is added by who knows the modules.
 */
export function normalise(declaration: Declaration, file: string): Omit<Target, "hash"> {
  const { kernel, state, before, oracle, published } = declaration;
  const folder = posix.dirname(file);
  const base = settingsOf(DEFAULT_SETTINGS, declaration);
  const builds = Object.entries(declaration.variants).map(([name, variant]) =>
    variantOf(name, variant, folder, kernel.name),
  );
  return {
    id: declaration.id,
    title: declaration.title,
    group: groupOf(file),
    file,
    workloads: Object.keys(declaration.workloads),
    variants: builds.map(({ name, sources, requires, note }) => ({
      name,
      sources,
      requires,
      ...given({ note }),
    })),
    baseline: declaration.baseline,
    ...given({ claim: declaration.claim, optimized: declaration.optimized }),
    ...(published ? { published: { ...published, unit: published.unit ?? "us" } } : {}),
    fuzzes: declaration.fuzz !== undefined,
    signature: { kernel: given(kernel), ...given({ state, before }) } as Signature,
    cases: Object.entries(declaration.workloads).map(([name, workload]) => workloadOf(name, workload, base)),
    builds,
    verify: declaration.verify ?? {},
    ...given({
      oracle: typeof oracle === "string" ? variantOf("oracle", oracle, folder, kernel.name) : oracle,
      fuzz: declaration.fuzz && fuzzOf(declaration.fuzz),
      bytes: declaration.bytes,
      flops: declaration.flops,
      items: declaration.items,
    }),
  };
}
