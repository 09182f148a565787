import { afterAll, beforeAll, expect, test } from "vitest";
import type { Death } from "../model/executor.js";
import type { Fault } from "../model/fault.js";
import { type NativeSample, nativeSample } from "../pipeline/testing/native.js";
import { lastingProject } from "../support/testing/project.js";
import { halving, KERNEL, openSession } from "./testing/halving.js";

/** What a worker's last word says of the access that it died of. The buffer is 2000 floats. */

const linux = process.platform === "linux";
const x64 = linux && process.arch === "x64";

const SOURCES = {
  null_read: `${KERNEL} { x[n - 2000] = *(volatile int *)8; }`,
  below_null: `${KERNEL} { *(volatile float *)-8l = x[n - 1]; }`,
  wild: `${KERNEL} { *(volatile float *)0x10000 = x[n - 1]; }`,
  constant: `static const float table[4] = {1, 2, 3, 4};\n${KERNEL} { ((volatile float *)table)[n - 2000] = x[0]; }`,
  code: `${KERNEL} { (void)x; (void)n; ((void (*)(void))16)(); }`,
  frame: `${KERNEL} { volatile char deep[1 << 26]; for (int i = 0; i < 1 << 26; i += 64) deep[i] = (char)n; x[0] = deep[64]; }`,
  recursion: `
__attribute__((noinline)) static float sum(const float *x, size_t n) {
  volatile char part[256];
  part[n % 256] = (char)n;
  return n == 0 ? 0 : x[0] + sum(x, n + 1) + part[7];
}
${KERNEL} { x[0] = sum(x, n); }`,
  raised: `#include <signal.h>\n${KERNEL} { (void)x; (void)n; raise(SIGSEGV); }`,
  wordy: `#include <stdio.h>\n#include <stdlib.h>\n${KERNEL} {
  for (size_t i = 0; i < n; i++) printf("%g is in range\\n", x[i]);
  fputs("the last word\\n", stderr);
  abort();
}`,
  ...(linux
    ? {
        // Where nothing is by chance, which it prints; private, anonymous, at that address unless something is there.
        past: `
#include <stdio.h>
#include <sys/mman.h>
${KERNEL} {
  for (size_t i = n + 100000;; i += 100000) {
    void *page = (void *)((size_t)(x + i) & ~(size_t)65535);
    if (mmap(page, 65536, PROT_NONE, 0x100022, -1, 0) != page) continue;
    munmap(page, 65536);
    printf("%zu", 4 * (i - n) + 1);
    fflush(stdout);
    ((volatile float *)x)[i] = 1;
  }
}`,
      }
    : {}),
  ...(x64
    ? {
        misaligned: `#include <xmmintrin.h>\n${KERNEL} { _mm_store_ps(x + (n - 1999), _mm_set1_ps(1)); }`,
        impossible: `${KERNEL} { *(volatile float *)0xdeadbeef00000000ul = x[n - 1]; }`,
      }
    : {}),
};

const project = lastingProject();
let sample: NativeSample;
beforeAll(async () => {
  const { target, workload } = halving(Object.keys(SOURCES));
  sample = await nativeSample(project, target, workload, SOURCES);
});
afterAll(project.remove);

async function deathOf(name: string): Promise<Death> {
  const session = await openSession(sample, [name]);
  const outcome = await session.call({ library: 0, instance: 0, repeats: 1, guard: "end" });
  if (outcome.ok) throw new Error("it lives");
  return outcome.death;
}

const at = (address: bigint) => ({ address });
const nowhere = { address: 0n, nearest: undefined };
type Row = [name: string, kind: Fault["kind"], parts: object];
const STACK: Row[] = [
  ["frame", "stack", {}],
  ["recursion", "stack", {}],
];
const REFUSED: Row[] = [
  ["misaligned", "refused", nowhere],
  ["impossible", "refused", nowhere],
];

test.each<Row>([
  ["null_read", "unmapped", at(8n)],
  ["below_null", "unmapped", at(2n ** 64n - 8n)],
  ["wild", "unmapped", { ...at(0x10000n), nearest: undefined }],
  ["constant", "forbidden", {}],
  ["code", "unmapped", at(16n)],
  ...(linux ? STACK : []),
  ...(x64 ? REFUSED : []),
])("%s is an access that is %s", async (name, kind, parts) => {
  expect(await deathOf(name)).toMatchObject({ kind: "signal", signal: "SIGSEGV", fault: { kind, ...parts } });
});

test.runIf(x64)("a write is told from a read, and both from an instruction", async () => {
  const trapped = async (name: string) => (await deathOf(name)).fault?.trapped;
  expect([await trapped("null_read"), await trapped("wild"), await trapped("code")]).toEqual([
    "read",
    "write",
    "read or write",
  ]);
});

test.runIf(linux)("an access is told with how far from the buffer it is", async () => {
  const { printed, fault } = await deathOf("past");
  expect(fault).toMatchObject({
    kind: "unmapped",
    nearest: { segment: 0, side: "after", distance: Number(printed) },
  });
});

test("a signal that was sent is no fault", async () => {
  expect(await deathOf("raised")).toMatchObject({ signal: "SIGSEGV", fault: undefined });
});

test("of what was printed the end is kept", async () => {
  const { printed } = await deathOf("wordy");
  expect(printed).toMatch(/ is in range\nthe last word\n$/);
  expect(printed.length).toBeLessThanOrEqual(4096);
});
