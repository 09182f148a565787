import { inout, input, output, struct } from "../../index.js";
import type { Executor } from "../../model/executor.js";
import type { Target } from "../../model/target.js";
import type { TemporaryProject } from "../../support/testing/project.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../../support/testing/target.js";
import { type Verification, verify } from "../../verify/index.js";
import { type NativeSample, nativeSample } from "./native.js";

/** A kernel with everything in its signature, whose variants can be made to misbehave. */

/** 48 floats end on a cache line, so that the guard page stands right behind them. */
const N = 48;
const numbers = struct("numbers", { data: inout("f32", "size"), size: "i32" });
const signature = {
  kernel: {
    name: "kernel",
    args: {
      cur: inout(numbers),
      x: input("f32", "n"),
      y: output("f32", "n"),
      odd: output("u8", 3),
      n: "i32",
    },
    returns: "i64",
  },
  state: { create: { name: "make", args: { table: input("i32", 4) } }, destroy: "drop" },
} as const;

export const STATE = `
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
void drop(void *s) { free(s); }
`;
export const MAKE =
  "void *make(const int32_t *table) { int *s = calloc(2, sizeof *s); s[0] = table[0]; return s; }\n";
const KERNEL = "int64_t kernel(void *s, numbers *cur, const float *x, float *y, uint8_t *odd, int32_t n)";
const RIGHT = `
  for (int i = 0; i < n; i++) y[i] = 2 * x[i];
  for (int i = 0; i < cur->size; i++) if (cur->data[i] < 0) cur->data[i] = 0;
  odd[0] = odd[1] = odd[2] = 1;
  (void)s;
`;
/** C of a kernel that does something before or after it computes what is right. */
export const doing = (before: string, after = "", make = MAKE) =>
  `${STATE}${make}${KERNEL} {\n${before}\n${RIGHT}\n${after}\nreturn (int64_t)1 << 40; }`;

const VALUES = {
  n: N,
  x: { fill: "normal", mean: 0, sd: 1 },
  table: [1, 2, 3, 4],
  cur: { size: N, data: { fill: "normal", mean: 0, sd: 1 } },
} as const;

/** Builds one variant per source. */
export function misbehaviour(
  project: TemporaryProject,
  sources: Readonly<Record<string, string>>,
): Promise<NativeSample> {
  const target = sampleTarget(
    signature,
    Object.keys(sources).map((name) => sampleVariant(name)),
  );
  return nativeSample(project, target, sampleWorkload(VALUES, { limits: { timeout: 1 } }), sources);
}

/** Proves the variants named, with parts of the target changed. */
export const proof = (
  sample: NativeSample,
  executor: Executor,
  names: readonly string[],
  parts: Partial<Target> = {},
): Promise<Verification> =>
  verify({
    executor,
    session: sample.session,
    target: { ...sample.target, ...parts },
    workload: sample.workload,
    candidates: sample.candidates(names),
    oracle: null,
    instances: sample.instances,
    thorough: true,
    onVariant: () => {},
  });
