import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AfterTiming, Session, SessionSpec } from "../model/executor.js";
import { BLOCK_ROUNDS, type SamplingPlan } from "../model/measurement.js";
import { type NativeSample, nativeSample } from "../pipeline/testing/native.js";
import { lastingProject } from "../support/testing/project.js";
import { runTrials } from "./index.js";
import { BODY, halving, KERNEL, openExecutor, openSession } from "./testing/halving.js";

const project = lastingProject();
const SLEEP_NS = 100_000;
/** Leaves a byte for each time that it is loaded. */
const loading = (name: string, work = "") => `#include <stdio.h>
  #include <time.h>
  __attribute__((constructor)) static void load(void) {
    FILE *file = fopen("${project.root}/${name}", "a"); fputc('.', file); fclose(file); ${work}
  }
  ${KERNEL} { ${BODY} }`;
const LATE = "static int calls; if (++calls > 30)";
const SOURCES = {
  base: `${KERNEL} { ${BODY} }`,
  sleeps: `#include <time.h>
    ${KERNEL} { nanosleep(&(struct timespec){0, ${SLEEP_NS}}, NULL); ${BODY} ${BODY} }`,
  // Found only while timing: no proof calls it so often.
  crashes: `${KERNEL} { ${LATE} *(volatile int *)8 = 1; ${BODY} }`,
  hangs: `#include <stdlib.h>\n${KERNEL} { ${LATE} for (volatile int i = 0;;) i = i; ${BODY} }`,
  loads: loading("loads"),
  loads_slowly: loading("loads_slowly", "nanosleep(&(struct timespec){0, 30000000}, NULL);"),
  exits: `#include <stdlib.h>\n${KERNEL} { ${LATE} exit(0); ${BODY} }`,
  fails: `static int calls;
    const char *pawl_device_error(void *state) { return state == 0 && calls > 30 ? "it is lost" : 0; }
    ${KERNEL} { calls++; ${BODY} }`,
  tells: `static int on, calls;
    const char *pawl_device_name(void *state) { (void)state; return "A 1"; }
    void pawl_device_events(void *state, int wanted) { (void)state; on = wanted; calls = 0; }
    double pawl_device_ns(void *state) { (void)state; return on && calls % 2 ? 100 + calls : -1; }
    ${KERNEL} { calls++; ${BODY} }`,
  nameless: `const char *pawl_device_name(void *state) { (void)state; return 0; }
    ${KERNEL} { ${BODY} }`,
};
type Name = keyof typeof SOURCES;
let sample: NativeSample;

beforeAll(async () => {
  const { target, workload } = halving(Object.keys(SOURCES));
  sample = await nativeSample(project, target, workload, SOURCES);
});
afterAll(project.remove);

const planOf = (variants: readonly Name[], parts: Partial<SamplingPlan> = {}): SamplingPlan => ({
  variants,
  batch: variants.map(() => 1),
  frames: 1,
  group: variants.map(() => 1),
  rotated: { first: 0, count: 16 },
  unseen: { first: 17, count: 4 },
  epochs: 3,
  roundsPerEpoch: 4 * BLOCK_ROUNDS,
  warmup: 0,
  warmupRounds: 2,
  ...parts,
});

const open = (names: readonly Name[], parts: Partial<SessionSpec> = {}): Promise<Session> =>
  openSession(sample, names, parts);

/** The first CPU that this process may use. */
const someCpu = (): number =>
  Number(/^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);

type Request = Parameters<typeof runTrials>[0];
/** Three short trials, each with questions after it. */
const compare = (names: readonly Name[], parts: Partial<Request> = {}): ReturnType<typeof runTrials> =>
  runTrials({
    executor: openExecutor(sample),
    spec: sample.spec(names),
    plan: planOf(names, { epochs: 1 }),
    cpus: [someCpu()],
    seeds: [1, 2, 3],
    instances: sample.instances,
    audit: { instance: sample.instances.base, blank: [] },
    recall: true,
    overlap: true,
    blank: [],
    onTrial: () => {},
    onAnswers: () => {},
    ...parts,
  });

test.each<[string, Partial<SamplingPlan>]>([
  ["single operations", {}],
  ["operations repeated in place", { batch: [7, 3] }],
  ["operations on copies of the input", { batch: [5, 5], frames: 5 }],
])("a trial of %s has every round of every epoch, and knows where it ran", async (_, parts) => {
  const session = await open(["base", "sleeps"]);
  const cpus = [someCpu()];
  const trial = await session.time(planOf(["base", "sleeps"], parts), 11, cpus);
  if (!trial.ok) throw new Error(JSON.stringify(trial.death));
  const { epochs, emptyCalls, clockStep, observed } = trial.value;
  expect(epochs.length).toBe(3);
  for (const { rounds, samples, probe } of epochs) {
    expect(rounds).toBe(48);
    expect([samples.length, probe.length]).toEqual([96, 4]);
    expect([...samples, ...probe].filter((t) => !(t > 0 && t < 1e9))).toEqual([]);
  }
  // Nobody sleeps shorter than asked for: samples are of one operation, and in the column of their variant.
  const column = (v: number) =>
    epochs.flatMap(({ samples }) => Array.from({ length: 48 }, (_, r) => samples[2 * r + v] as number));
  expect(Math.min(...column(1))).toBeGreaterThanOrEqual(SLEEP_NS);
  expect(Math.min(...column(0))).toBeLessThan(SLEEP_NS);
  expect(trial.value.cpus).toEqual(cpus);
  expect(emptyCalls.every((time) => time >= 0)).toBe(true);
  expect(clockStep).toBeGreaterThan(0);
  const counts = Object.values(observed).filter((count) => typeof count === "number");
  expect(counts.length).toBeGreaterThan(8);
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(0);
  await session.close();
});

test("each epoch has a copy of the code, unless that takes long to set up", async () => {
  const loaded = async (name: Name) => {
    const session = await open([name]);
    expect(await session.time(planOf([name], { epochs: 6 }), 3, [])).toMatchObject({ ok: true });
    await session.close();
    return project.read(name).length;
  };
  // Six, or fewer on a busy machine.
  expect(await loaded("loads")).toBeGreaterThan(2);
  expect(await loaded("loads_slowly")).toBe(2);
});

test("a trial that may not be pinned says so", async () => {
  const session = await open(["base"]);
  const unpinned = await session.time(planOf(["base"], { epochs: 1 }), 1, []);
  const refused = await session.time(planOf(["base"], { epochs: 1 }), 1, [1000]);
  expect([unpinned, refused]).toMatchObject([
    { ok: true, value: { cpus: [] } },
    { ok: true, value: { cpus: [] } },
  ]);
});

test.each<[Name, object]>([
  ["crashes", { kind: "signal", signal: "SIGSEGV" }],
  ["exits", { kind: "exit", exitCode: 0 }],
  ["hangs", { kind: "timeout", signal: "SIGKILL" }],
  ["fails", { kind: "refused", onDevice: true, message: "it is lost" }],
])("one that %s while it is timed is told from its neighbours", async (name, how) => {
  const names: Name[] = ["base", name, "sleeps"];
  const session = await open(names, { timeout: 0.5 });
  expect(await session.time(planOf(names), 1, [])).toMatchObject({
    ok: false,
    death: { library: 1, ...how },
  });
  await session.close();
  expect(readdirSync(sample.scratch)).toEqual([]);
});

test("a trial ends with what variants tell of their devices, as far as they do", async () => {
  const names: Name[] = ["base", "tells", "nameless"];
  const session = await open(names);
  const trial = await session.time(planOf(names), 1, []);
  if (!trial.ok) throw new Error(JSON.stringify(trial.death));
  const [base, tells, nameless] = trial.value.devices ?? [];
  expect(base).toBeNull();
  expect(nameless).toEqual({ name: null });
  expect(tells?.name).toBe("A 1");
  const times = [...(tells?.times ?? [])];
  expect(times.length).toBeGreaterThanOrEqual(20);
  // The first operation with events on only sets them up: the second and fourth are not known.
  expect(times.slice(0, 4)).toEqual([Number.NaN, 103, Number.NaN, 105]);
  await session.close();

  const alone = await open(["base"]);
  expect(await alone.time(planOf(["base"]), 1, [])).not.toHaveProperty("value.devices");
  await alone.close();
});

test("after each trial every variant answers, where it was timed as under guards, and the same each time", async () => {
  const after: [number, AfterTiming][] = [];
  const trials = await compare(["base", "sleeps"], {
    onAnswers: (library, answers) => after.push([library, answers]),
  });
  if (!trials.ok) throw new Error(JSON.stringify(trials.death));
  expect(trials.value.trials.length).toBe(3);
  expect(after.map(([library]) => library)).toEqual([0, 1, 0, 1, 0, 1]);
  // Where they were timed they compute the same as under guards.
  for (const [, { interrogation }] of after)
    expect(interrogation).toMatchObject({ odd: 0, fresh: null, spoiled: null, strayed: null, late: null });
  const calls = after.map(([, { guarded }]) => Buffer.from(guarded?.image ?? []).toString("hex"));
  expect(calls.slice(2)).toEqual([...calls.slice(0, 2), ...calls.slice(0, 2)]);
  expect(calls[0]).not.toBe(calls[1]);
  expect(readdirSync(sample.scratch)).toEqual([]);
});

test("slow ones are asked where they were timed after the last trial only", async () => {
  const asked: boolean[] = [];
  const trials = await compare(["base"], {
    audit: null,
    recall: "last",
    onAnswers: (_, { guarded, interrogation }) => asked.push(guarded !== null && interrogation !== null),
  });
  expect(trials.ok).toBe(true);
  expect(asked).toEqual([false, false, true]);
});

test("a death ends the trials, and the worker prepared ahead leaves no files either", async () => {
  const trials = await compare(["base", "crashes"], {
    plan: planOf(["base", "crashes"]),
    cpus: [],
    seeds: [1, 2],
  });
  expect(trials).toMatchObject({ ok: false, death: { kind: "signal", library: 1 } });
  expect(readdirSync(sample.scratch)).toEqual([]);
});
