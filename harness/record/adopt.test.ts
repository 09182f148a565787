import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RATCHET_SCHEMA } from "../model/ratchet.js";
import { type TemporaryProject, temporaryProject } from "../support/testing/project.js";
import { sampleMachine, sampleRecord } from "../support/testing/records.js";
import { adoptResults } from "./adopt.js";

const machine = sampleMachine();
const ID = machine.id;
const line = (run: string, parts = {}) => {
  const record = sampleRecord(parts);
  return `${JSON.stringify({ ...record, run: { ...record.run, id: run } })}\n`;
};
const ratchet = (of: string) =>
  JSON.stringify({ schema: RATCHET_SCHEMA, machine: of, isa: "x86-64-v4", best: {}, noise: [] });

/** A project with one record, and the folder of an artifact beside it. */
function scene(): { project: TemporaryProject; folder: string; put: (file: string, text: string) => void } {
  const project = temporaryProject();
  project.write(`results/${ID}/5.1.jsonl`, line("one"));
  const folder = join(project.root, "artifact");
  const put = (file: string, text: string) => project.write(join("artifact", file), text);
  put(`${ID}/5.1.jsonl`, line("one") + line("two"));
  return { project, folder, put };
}

test("what is new is written, and told", async () => {
  const { project, folder, put } = scene();
  put(`${ID}/ratchet.json`, ratchet(ID));
  put(`${ID}/machine.json`, JSON.stringify(machine));
  expect([...(await adoptResults(project, folder))].sort()).toEqual(
    ["5.1.jsonl", "machine.json", "ratchet.json"].map((name) => join(ID, name)),
  );
  expect(project.read(`results/${ID}/5.1.jsonl`)).toBe(line("one") + line("two"));
  expect(project.read(`results/${ID}/ratchet.json`)).toBe(ratchet(ID));
  expect(await adoptResults(project, folder)).toEqual([]);
});

test.each<[string, string, string, RegExp]>([
  ["another file", `${ID}/run.sh`, "x", /no file of results/],
  ["a file beside the machines", "package.json", "{}", /no machine's folder/],
  ["a hidden folder", ".git/config", "x", /no machine's folder/],
  ["a folder in a machine's", `${ID}/5.2.jsonl/x`, "x", /no regular file/],
  ["a record that is none", `${ID}/5.2.jsonl`, '{"schema":"x"}\n', /schema: /],
  ["a line that is no JSON", `${ID}/5.2.jsonl`, "{\n", /Expected Object/],
  ["a record of another target", `${ID}/5.2.jsonl`, line("two"), /another machine or target/],
  ["a record of another machine", "other/5.1.jsonl", line("two"), /another machine or target/],
  ["records without the old ones", `${ID}/5.1.jsonl`, line("two"), /only ever added/],
  ["a changed record", `${ID}/5.1.jsonl`, line("one", { margin: 0.5 }), /only ever added/],
  ["a ratchet of another machine", `${ID}/ratchet.json`, ratchet("other"), /of another machine/],
  ["a machine of another name", "other/machine.json", JSON.stringify(machine), /of another machine/],
  ["a ratchet that is none", `${ID}/ratchet.json`, "{}", /cannot be read/],
])("%s: all of it is refused", async (_, file, text, message) => {
  const { project, folder, put } = scene();
  put(file, text);
  await expect(adoptResults(project, folder)).rejects.toThrow(message);
  expect(project.read(`results/${ID}/5.1.jsonl`)).toBe(line("one"));
});

test("a ratchet that forgets a case is refused", async () => {
  const { project, folder, put } = scene();
  const known = JSON.parse(ratchet(ID)) as object;
  project.write(
    `results/${ID}/ratchet.json`,
    JSON.stringify({ ...known, best: { "5.1": { w: { v: {} } } } }),
  );
  put(`${ID}/ratchet.json`, ratchet(ID));
  await expect(adoptResults(project, folder)).rejects.toThrow(/forgets the best-known of 5\.1 w v/);
});

test("no link is followed", async () => {
  const { project, folder } = scene();
  writeFileSync(join(project.root, "secret"), line("one"));
  symlinkSync(join(project.root, "secret"), join(folder, ID, "5.2.jsonl"));
  await expect(adoptResults(project, folder)).rejects.toThrow(/no regular file/);
  symlinkSync(join(project.root, "targets"), join(folder, "linked"));
  await expect(adoptResults(project, folder)).rejects.toThrow(/no machine's folder/);
});

test("a refusal is one line that is no command to a CI runner", async () => {
  const { project, folder, put } = scene();
  put(`${ID}/x\n::error::y`, "x");
  await expect(adoptResults(project, folder)).rejects.toMatchObject({
    problem: { code: "ADOPT_REFUSED", where: expect.not.stringContaining("\n") },
  });
});
