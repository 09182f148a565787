import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { BestKnown } from "../model/ratchet.js";
import { lastingProject } from "../support/testing/project.js";
import { changeRatchet, ratchetPath, readRatchet } from "./ratchet.js";

const project = lastingProject();
afterAll(project.remove);

const A = "a".repeat(40);
const B = "b".repeat(40);
const best = (commit: string): BestKnown => ({
  commit,
  content: "content",
  artifact: "artifact",
  identity: "identity",
  ratio: { estimate: 2, low: 1.9, high: 2.1, confidence: 0.95 },
  median_us: 10,
  baseline_us: 20,
  at: "2026-01-01T00:00:00.000Z",
  record: "run",
  distances: [],
});
const place = { target: "5.1", workload: "w", variant: "v" };
const distance = {
  ...{ at: "2026-01-02T00:00:00.000Z", commit: B },
  ...{ estimate: 1, low: 0.9, high: 1.1, confidence: 0.95 },
};
let machines = 0;
const newMachine = () => ({ id: `machine${machines++}`, isa: "x86-64-v4" });

test("nothing is known at first; what is written is read again", async () => {
  const machine = newMachine();
  expect(await readRatchet(project, machine.id)).toBeNull();
  await changeRatchet(project, machine, [{ ...place, from: null, best: best(A) }], []);
  expect((await readRatchet(project, machine.id))?.best).toEqual({ "5.1": { w: { v: best(A) } } });
});

test("a best-known that another one put there meanwhile stays", async () => {
  const machine = newMachine();
  await changeRatchet(project, machine, [{ ...place, from: null, best: best(A) }], []);
  await changeRatchet(project, machine, [{ ...place, from: null, best: best(B) }], []);
  expect((await readRatchet(project, machine.id))?.best["5.1"]?.w?.v?.commit).toBe(A);
  await changeRatchet(project, machine, [{ ...place, from: A, best: best(B) }], []);
  expect((await readRatchet(project, machine.id))?.best["5.1"]?.w?.v?.commit).toBe(B);
});

test("ratchets at once lose nothing", async () => {
  const machine = newMachine();
  const variants = Array.from({ length: 12 }, (_, i) => `v${i}`);
  await Promise.all(
    variants.map((variant) =>
      changeRatchet(project, machine, [{ ...place, variant, from: null, best: best(A) }], []),
    ),
  );
  const file = await readRatchet(project, machine.id);
  expect(Object.keys(file?.best["5.1"]?.w ?? {}).sort()).toEqual(variants.sort());
});

test("distances and noise are kept, the last ones", async () => {
  const machine = newMachine();
  await changeRatchet(project, machine, [{ ...place, from: null, best: best(A) }], []);
  const sample = { at: distance.at, ...place, ratio: 1.001 };
  for (let i = 0; i < 21; i++) {
    const estimate = 1 + i / 100;
    await changeRatchet(
      project,
      machine,
      [{ ...place, from: A, distance: { ...distance, estimate } }],
      [sample],
    );
  }
  const file = await readRatchet(project, machine.id);
  const distances = file?.best["5.1"]?.w?.v?.distances.map(({ estimate }) => estimate);
  expect(distances).toHaveLength(20);
  expect(distances?.at(-1)).toBe(1.2);
  expect(file?.noise).toHaveLength(21);
});

test.each([
  ["no JSON", "{", /cannot be read/],
  ["another schema", '{ "schema": "pawl/ratchet-file@2" }', /cannot be read/],
])("a damaged file is told, never overwritten: %s", async (_, content, message) => {
  const machine = newMachine();
  const path = ratchetPath(project, machine.id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const problem = expect.objectContaining({
    code: "RATCHET_DAMAGED",
    message: expect.stringMatching(message),
  });
  await expect(readRatchet(project, machine.id)).rejects.toMatchObject({ problem });
  const change = changeRatchet(project, machine, [{ ...place, from: null, best: best(A) }], []);
  await expect(change).rejects.toMatchObject({ problem });
  expect(readFileSync(path, "utf8")).toBe(content);
});
