import { join } from "node:path";
import { buildTargets, findToolchain } from "../../../build/index.js";
import type { countCalls } from "../../../count/index.js";
import { normal } from "../../../index.js";
import { fingerprint } from "../../../machine/fingerprint.js";
import type { Executor } from "../../../model/executor.js";
import { drawInputs } from "../../../plan/inputs.js";
import type { Counts } from "../../../record/instructions.js";
import type { TemporaryProject } from "../../../support/testing/project.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../../../support/testing/target.js";
import { type Counting, countInstructions, prepareCounting } from "../index.js";
import { LENGTH, type Name, SOURCES, signature } from "./sources.js";

/** `SOURCES`, built to be counted. */
export interface CountingSample {
  readonly counting: Counting;
  /** Default: one thread, and the folder of `counting`. */
  count(names: readonly Name[], how?: { threads?: number; scratch?: string }): Promise<Counts>;
  /** For `countCalls`, which does not ask whether it is right. `timeout` in seconds. */
  subject(name: Name, timeout: number): Parameters<typeof countCalls>[0];
}

export async function countingSample(project: TemporaryProject, executor: Executor): Promise<CountingSample> {
  for (const [name, code] of Object.entries(SOURCES))
    project.write(`targets/demo/${name}.c`, `#include "pawl/1.1.h"\n${code}\n`);
  const values = { n: LENGTH, x: normal(0, 1) };
  const workload = sampleWorkload(values);
  const variants = Object.keys(SOURCES).map((name) =>
    sampleVariant(name, name === "wide" ? { requires: ["avx512f"] } : {}),
  );
  const target = sampleTarget(signature, variants, { cases: [workload] });
  const { signal } = new AbortController();
  const [machine, toolchain] = [await fingerprint(), await findToolchain("this CPU")];
  const how = { toolchain, signal, onBuilt: () => {} };
  const native = (await buildTargets(project, [{ target, variants }], how)).get(target.id);
  if (!native || "code" in native) throw new Error(native?.message);
  const prepared = [{ target, workloads: [workload], variants, build: native, out: new Map() }];
  const context = { signal, observe: () => {} };
  const ready = await prepareCounting(project, { machine, toolchain, prepared }, "instructions", context);
  const { counting, problems } = ready;
  const built = counting?.prepared.get(target.id);
  if (counting === null || !built || "code" in built) throw new Error(JSON.stringify([built, problems]));
  const images = join(project.root, "images");
  const inputs = await drawInputs(signature, workload, images, target.file, variants.length);
  return {
    counting,
    count: (only, { threads = 1, scratch = counting.scratch } = {}) =>
      countInstructions(
        { ...counting, scratch },
        target.id,
        threads === 1 ? workload : sampleWorkload(values, { threads }),
        inputs,
        { executor, signal, only, onVariant: () => {} },
      ),
    subject: (name, timeout) => ({
      program: counting.program,
      driver: built.build.driver.library,
      library: built.build.artifacts.get(name)?.library ?? "",
      prebuilt: false,
      symbol: "kernel",
      inputs,
      align: 64,
      timeout,
    }),
  };
}
