import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem } from "../model/problem.js";
import { doing, MAKE, misbehaviour, proof, STATE } from "../pipeline/testing/misbehaviour.js";
import { lastingProject } from "../support/testing/project.js";
import type { Verification } from "./index.js";

const GOOD: Readonly<Record<string, string>> = {
  base: doing(""),
  good: doing("", "(void)0;"),
  // Its own output is no input that it can bear.
  once: doing(
    "int left = 0; for (int i = 0; i < cur->size; i++) left += cur->data[i] < 0; if (!left) abort();",
  ),
};
const BAD: Readonly<Record<string, string>> = {
  // Right in the first call of a state.
  drifts: doing("", "if (((int *)s)[1]++ > 0) odd[0] = 7;"),
  "wrong-element": doing("", "y[5] += 1; y[7] += 1;"),
  unwritten: doing("float end[2]; memcpy(end, y + 46, sizeof end);", "memcpy(y + 46, end, sizeof end);"),
  "wrong-field": doing("", "cur->size = 3;"),
  "wrong-return": doing("", "return -1;"),
  segfault: doing("*(volatile int *)8 = 1;"),
  overflow: doing("volatile char deep[1 << 24]; for (int i = 0; i < 1 << 24; i += 64) deep[i] = 1;"),
  aborts: doing('fputs("assertion failed: n > 99\\n", stderr); abort();'),
  hangs: doing("for (volatile int i = 0;; ) i = i;"),
  exits: doing("exit(0);"),
  "raw-exit": doing("_exit(3);"),
  "past-end": doing("", "y[n] = 1;"),
  "past-odd-end": doing("", "odd[4] = 1;"),
  "before-begin": doing("", "((volatile float *)y)[-1] = 1;"),
  "reads-past-end": doing("", "for (int i = n; i < n + 16; i++) y[0] += 0 * ((volatile const float *)x)[i];"),
  "reads-before-begin": doing("", "(void)((volatile const float *)x)[-1];"),
  // What lies outside of a buffer is no number: not even a sum swallows it.
  "sums-outside": doing("", "y[0] += 0 * x[-1];"),
  "changes-input": doing("", "((float *)x)[2] = 5;"),
  "changes-table": doing("", "", MAKE.replace("s[0] =", "((int32_t *)table)[1] = 9; s[0] =")),
  "moves-pointer": doing("", "static float own[64]; memcpy(own, cur->data, 4 * cur->size); cur->data = own;"),
  "null-state": doing("", "", "void *make(const int32_t *table) { (void)table; return NULL; }\n"),
  constructor: `${doing("")}\n__attribute__((constructor)) static void load(void) { abort(); }\n`,
  unloadable: `${STATE}static volatile __thread char big[1 << 24] __attribute__((tls_model("initial-exec")));\n${doing("big[n] = 1;").replace(STATE, "")}`,
};
const MISALIGNED =
  process.platform === "linux" && process.arch === "x64"
    ? { misaligned: doing("", '__asm__ volatile("movaps %%xmm0, %0" : "=m"(*(char (*)[16])(y + 1)));') }
    : {};
const RUDE: Readonly<Record<string, string>> = {
  prints: doing('printf("size %d\\n", n);'),
  starts: doing("if (fork() == 0) _exit(0); wait(NULL);"),
  leaves: doing("if (fork() == 0) { sleep(600); _exit(0); }"),
};
const SOURCES = { ...GOOD, ...RUDE, ...BAD, ...MISALIGNED };

const project = lastingProject();
let verification: Verification;

beforeAll(async () => {
  const sample = await misbehaviour(project, SOURCES);
  const executor = sample.executor();
  verification = await proof(sample, executor, Object.keys(SOURCES));
  await executor.close();
});
afterAll(project.remove);

const problem = (name: string) => verification.problems.get(name) as Problem;

test("bad variants are all found, and spoil no good one", () => {
  expect([...verification.problems.keys()].sort()).toEqual(Object.keys({ ...BAD, ...MISALIGNED }).sort());
  const names = verification.calibrated?.candidates.map(({ variant }) => variant.name);
  expect(names).toEqual(Object.keys({ ...GOOD, ...RUDE }));
  for (const time of verification.calibrated?.calibration.operation ?? []) expect(time).toBeGreaterThan(0);
});

test.each([
  ["wrong-element", "WRONG_OUTPUT", /y\[5\] should be \S+ and is \S+; 2 of 101 elements differ .*instance 0/],
  ["unwritten", "WRONG_OUTPUT", /y\[46\] should be \S+ and was not written; 2 of 101 elements differ/],
  ["wrong-field", "WRONG_OUTPUT", /cur\.size should be 48 and is 3; 1 of/],
  ["drifts", "WRONG_SOMETIMES", /odd\[0\] should be 1 and is 7; .* Of 65 calls .* answered otherwise/],
  ["wrong-return", "WRONG_OUTPUT", /returns should be 1099511627776 and is -1/],
  ["segfault", "VARIANT_CRASHES", /dies of SIGSEGV: an? (write|access) through a null pointer, at 0x8 \(/],
  ["overflow", "VARIANT_CRASHES", /dies of SIGSEGV: its stack overflows/],
  ["aborts", "VARIANT_ABORTS", /It printed: "assertion failed: n > 99"/],
  ["hangs", "VARIANT_HANGS", /no answer within 1 s/],
  ["exits", "VARIANT_EXITS", /with exit code 0/],
  ["raw-exit", "VARIANT_EXITS", /with exit code 3/],
  [
    "past-end",
    "OUT_OF_BOUNDS",
    /writes outside of y, 1 byte past the end, at y\[48\] \(48 elements of 4 bytes/,
  ],
  [
    "past-odd-end",
    "OUT_OF_BOUNDS",
    /writes outside of odd, 2 bytes past the end, at odd\[4\] \(3 elements of 1 bytes/,
  ],
  ["before-begin", "OUT_OF_BOUNDS", /writes outside of y, 1 byte before the beginning, at y\[-1\]/],
  ["reads-past-end", "OUT_OF_BOUNDS", /reads outside of x, 1 byte past the end, at x\[48\]/],
  ["sums-outside", "WRONG_OUTPUT", /y\[0\] should be \S+ and is NaN/],
  ["reads-before-begin", "OUT_OF_BOUNDS", /reads outside of x, 4 bytes before the beginning, at x\[-1\]/],
  ["changes-input", "INPUT_CHANGED", /changes x, which is declared input/],
  ["changes-table", "INPUT_CHANGED", /changes table, which is declared input/],
  ["moves-pointer", "POINTER_CHANGED", /replaces a pointer inside cur /],
  ["null-state", "VARIANT_UNUSABLE", /its create function returned null/],
  ["constructor", "VARIANT_ABORTS", /aborts/],
  ["unloadable", "VARIANT_UNUSABLE", /cannot be loaded: .*TLS/],
])("%s: %s", (name, code, message) => {
  expect(problem(name)).toMatchObject({ code, where: `targets/demo/${name}.c` });
  expect(problem(name).message).toMatch(message);
  expect(problem(name).message).toMatch(new RegExp(`^1\\.1/${name} .*workload small`));
});

test.runIf("misaligned" in MISALIGNED)("a misaligned vector access is told from a wild one", () => {
  expect(problem("misaligned")).toMatchObject({
    code: "VARIANT_CRASHES",
    message: expect.stringContaining("most likely one that needs more alignment than the declared 64 bytes"),
    mend: expect.stringContaining("`align`"),
  });
});

test("where create has nothing to keep, it is told what to return", () => {
  expect(problem("null-state").mend).toContain("a pointer to something");
});

test("what is to be mended depends on the side, and a crash is to be found by its line", () => {
  expect(problem("past-end").mend).toContain("vector tail");
  expect(problem("before-begin").mend).toMatch(/^Check the first iterations/);
  expect(problem("segfault").mend).toContain(
    "`bench check 1.1 --variant segfault --sanitize address` names the line",
  );
});

test("what a right variant does besides computing becomes a warning of its own", () => {
  expect(verification.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(/^variant-prints: prints prints .*"size 48\\n"/),
    expect.stringMatching(/^variant-starts-process: starts /),
    expect.stringMatching(/^variant-starts-process: leaves /),
  ]);
});

test("what it may do about that is said", () => {
  for (const { advice } of verification.warnings) expect(advice).toMatch(/^\S.{20,}\.$/);
});

test("finds out which variants may repeat in place", () => {
  expect([...verification.repeatable].sort()).toEqual(["base", "good", "leaves", "prints", "starts"]);
});
