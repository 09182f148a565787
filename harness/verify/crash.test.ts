import { expect, test } from "vitest";
import { input } from "../index.js";
import type { Death } from "../model/executor.js";
import type { Fault } from "../model/fault.js";
import { layoutOf } from "../support/layout.js";
import type { Circumstance } from "./circumstance.js";
import { causeOf } from "./crash.js";

const signature = { kernel: { name: "kernel", args: { x: input("f32", 10), y: input("f64", 10) } } } as const;
const circumstance: Circumstance = {
  target: "1.1",
  variant: "fast",
  occasion: "workload small",
  where: "fast.cpp",
  layout: layoutOf(signature, {}),
  align: 16,
  sanitize: "bench check",
};
const fault = (parts: Partial<Fault>): Fault => ({
  ...{ kind: "unmapped", trapped: "write", address: 0xdeadbeefn, nearest: undefined },
  ...parts,
});
const death = (signal: string, parts: Partial<Death> = {}): Death => ({
  ...{ kind: "signal", signal, printed: "" },
  ...parts,
});
const near = (side: "before" | "after", distance: number) => ({ segment: 1, side, distance, trapped: null });

test.each<[what: string, parts: Partial<Fault>]>([
  ["a write to memory that is not there, at 0xdeadbeef", {}],
  ["a read of memory that is not there, at 0xdeadbeef", { trapped: "read" }],
  ["an access to memory that is not there, at 0xdeadbeef", { trapped: "read or write" }],
  ["a write to memory that is closed to it, at 0xdeadbeef", { kind: "forbidden" }],
  ["a write through a null pointer, at 0x0", { address: 0n }],
  ["a write through a null pointer, at 0xfff", { address: 4095n }],
  ["a write to memory that is not there, at 0x1000", { address: 4096n }],
  ["a write through a null pointer, at -0x10", { address: 2n ** 64n - 16n }],
  [
    "a write to memory that is not there, 800001 bytes past the end of y, the nearest buffer",
    { nearest: near("after", 800_001) },
  ],
  [
    "a write to memory that is not there, 800000 bytes before the beginning of y, the nearest buffer",
    { nearest: near("before", 800_000) },
  ],
  ["its stack overflows", { kind: "stack" }],
  [
    "an access that the CPU refuses: most likely one that needs more alignment than the declared 16 bytes, or a non-canonical address",
    { kind: "refused", address: 0n },
  ],
])("%s", (what, parts) => {
  expect(causeOf(circumstance, death("SIGSEGV", { fault: fault(parts) })).what).toBe(what);
});

test("where nothing is known of the access, that it was one is said", () => {
  expect(causeOf(circumstance, death("SIGBUS")).what).toBe("an access to memory that is not there");
  expect(causeOf(circumstance, death("SIGFPE")).what).toMatch(/division by zero/);
  expect(causeOf(circumstance, death("SIGUSR1")).what).toBe("see signal(7)");
});

test("sanitizers are proposed where they can help, and are not there yet", () => {
  const mend = (c: Circumstance, parts: Partial<Death>) => causeOf(c, death("SIGSEGV", parts)).mend;
  expect(mend(circumstance, {})).toBe("Look at its indices and pointers; `bench check` names the line.");
  const plain = "Look at its indices and pointers.";
  expect(mend({ ...circumstance, sanitize: null }, {})).toBe(plain);
  expect(mend(circumstance, { report: { text: "", file: "" } })).toBe(plain);
});
