import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Session, SessionSpec } from "../model/executor.js";
import { type NativeSample, nativeSample } from "../pipeline/testing/native.js";
import { drawInputs } from "../plan/inputs.js";
import { decodeImage } from "../support/codec.js";
import { lastingProject } from "../support/testing/project.js";
import { sampleWorkload } from "../support/testing/target.js";
import { BODY, halving, KERNEL, openExecutor, openSession } from "./testing/halving.js";

const SOURCES = {
  base: `${KERNEL} { ${BODY} }`,
  child: `#include <unistd.h>\n${KERNEL} { if (fork() == 0) for (;;) sleep(600); ${BODY} }`,
  slow: `#include <unistd.h>\n${KERNEL} { usleep(200000); ${BODY} }`,
  stuck: `${KERNEL} { (void)x; (void)n; for (volatile int i = 0;;) i = i; }`,
};
type Name = keyof typeof SOURCES;

const project = lastingProject();
let sample: NativeSample;

beforeAll(async () => {
  const { target, workload } = halving(Object.keys(SOURCES));
  sample = await nativeSample(project, target, workload, SOURCES);
});
afterAll(project.remove);

const open = (names: readonly Name[], parts: Partial<SessionSpec> = {}): Promise<Session> =>
  openSession(sample, names, parts);

/** Ids of all processes below this one, by way of their groups: a worker leads one that its children stay in. */
function below(): number[] {
  const stats = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, state, parent, group] =
          /\) (\S) (\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
        return [{ pid: Number(pid), state, parent: Number(parent), group: Number(group) }];
      } catch {
        return []; // gone meanwhile
      }
    });
  const leaders = stats.filter(({ pid, parent, group }) => parent === process.pid && group === pid);
  return stats
    .filter(({ group, state }) => state !== "Z" && leaders.some(({ pid }) => pid === group))
    .map(({ pid }) => pid);
}

const alive = (pids: readonly number[]) =>
  pids.filter((pid) => {
    try {
      return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return false;
    }
  });

test("closing kills every worker with what it started, at once and for good", async () => {
  const made = openExecutor(sample);
  const [idle, busy] = [
    await made.open(sample.spec(["base"])),
    await made.open(sample.spec(["child", "stuck"])),
  ];
  made.prepare();
  if (!idle.ok || !busy.ok) throw new Error("not opened");
  await busy.value.call({ library: 0, instance: 0, repeats: 1, guard: "end" });
  const asked = busy.value.call({ library: 1, instance: 0, repeats: 1, guard: "end" });
  await sleep(100);
  const started = below();
  expect(started.length).toBe(4); // two sessions, the spare, and the child
  await made.close();
  expect(await asked).toMatchObject({ ok: false, death: { kind: "aborted" } });
  for (let i = 0; i < 50 && alive(started).length > 0; i++) await sleep(20); // the child is its new parent's to bury
  expect(alive(started)).toEqual([]);
  expect(readdirSync(sample.scratch)).toEqual([]);
  made.prepare();
  expect(await made.open(sample.spec(["base"]))).toMatchObject({ ok: false, death: { kind: "aborted" } });
  expect(below()).toEqual([]);
});

test("a session that ended in order leaves nothing, its children included", async () => {
  const session = await open(["child"]);
  await session.call({ library: 0, instance: 0, repeats: 1, guard: "end" });
  const started = below();
  expect(started.length).toBe(2);
  await session.close();
  for (let i = 0; i < 50 && alive(started).length > 0; i++) await sleep(20);
  expect(alive(started)).toEqual([]);
  expect(readdirSync(sample.scratch)).toEqual([]);
});

test("calls that are slow together are no hang, as long as each ends in time", async () => {
  const session = await open(["slow"], { timeout: 0.7 });
  const { instances } = sample;
  expect(await session.interrogate({ library: 0, instances, blank: [], calls: 2 })).toMatchObject({
    ok: true,
  });
  await session.close();
});

test("a worker sees nothing of the environment that it does not need", async () => {
  process.env.PAWL_TEST_SECRET = "secret";
  onTestFinished(() => {
    delete process.env.PAWL_TEST_SECRET;
  });
  const session = await open(["base"]);
  const environments = below().map((pid) => readFileSync(`/proc/${pid}/environ`, "utf8"));
  expect(environments).toEqual([expect.stringContaining("PATH=")]);
  expect(environments[0]).not.toContain("secret");
  await session.close();
});

test.each<[string, (spec: SessionSpec) => SessionSpec, object]>([
  ["no driver", (spec) => ({ ...spec, driver: "/none.so" }), { kind: "refused", message: /\/none\.so: / }],
  [
    "no inputs",
    (spec) => ({ ...spec, images: "/none" }),
    { kind: "refused", message: /\/none cannot be mapped/ },
  ],
  [
    "no such symbol",
    (spec) => ({ ...spec, libraries: spec.libraries.map((library) => ({ ...library, symbol: "kernle" })) }),
    { kind: "refused", message: /exports no kernle/, library: 0 },
  ],
])("what cannot be opened is refused with a reason: %s", async (_, change, death) => {
  const opened = await openExecutor(sample).open(change(sample.spec(["base"])));
  const { message, ...rest } = death as { message: RegExp };
  expect(opened).toMatchObject({ ok: false, death: { ...rest, message: expect.stringMatching(message) } });
  expect(readdirSync(sample.scratch)).toEqual([]);
});

test("a layout whose dimensions are functions reaches the worker", async () => {
  const { layout } = sample.session;
  const segments = layout.segments.map((segment) => ({
    ...segment,
    type: { ...segment.type, dims: [() => segment.count] },
  }));
  const session = await open(["base"], { layout: { ...layout, segments } });
  const called = await session.call({ library: 0, instance: 0, repeats: 1, guard: "end" });
  expect(called).toMatchObject({ ok: true });
  await session.close();
});

test("a session goes on with other inputs of other sizes, and back, and says when it cannot", async () => {
  const session = await open(["base"]);
  const call = async () => {
    const outcome = await session.call({ library: 0, instance: 1, repeats: 1, guard: "end" });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.death));
    return outcome.value.image;
  };
  const before = await call();
  const images = `${project.root}/others`;
  const { signature, file } = sample.target;
  const others = await drawInputs(signature, sampleWorkload({ n: 3, x: [2, 4, 6] }), images, file, 1);
  const { layout, timed: instances } = others;
  expect(await session.rebind({ layout, images, instances, timeout: 5 })).toMatchObject({ ok: true });
  expect([...(decodeImage(await call(), layout).x as Float32Array)]).toEqual([2, 3, 4]);
  expect(await session.rebind(sample.session)).toMatchObject({ ok: true });
  expect(await call()).toEqual(before);
  expect(await session.rebind({ layout, images: "/none", instances, timeout: 5 })).toMatchObject({
    ok: false,
    death: { kind: "refused", message: expect.stringMatching(/\/none cannot be mapped/) },
  });
  await session.close();
});
