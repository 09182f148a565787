import { createHash } from "node:crypto";
import { expect, it, test } from "vitest";
import { temporaryProject } from "../support/testing/project.js";
import { sampleMachine, sampleRecord } from "../support/testing/records.js";
import { appendRecord } from "./append.js";
import { writeMachine } from "./machine.js";
import { readPortable, writePortable } from "./portable.js";

const origin = { name: "kernels", roots: ["a".repeat(40)], commit: null, dirty: false };
const machine = sampleMachine();

async function written(): Promise<string> {
  const project = temporaryProject();
  await writeMachine(project, machine);
  await appendRecord(project, sampleRecord());
  await appendRecord(project, sampleRecord({ workload: "small" }));
  await writePortable(`${project.root}/out/records.json`, project, origin);
  return project.read("out/records.json");
}

it("carries all records with their machines, as they are", async () => {
  expect(readPortable(await written())).toEqual({
    origin,
    machines: [machine],
    records: [sampleRecord(), sampleRecord({ workload: "small" })],
  });
});

test.each<[string, (text: string) => string, string]>([
  ["cut short", (text) => text.slice(0, -20), "damaged"],
  ["a figure changed", (text) => text.replace('"kept":0.98', '"kept":0.99'), "damaged"],
  ["a record lost", (text) => text.replace(/,\{"schema":"pawl\/record@1".*(?=\]\}\}\n$)/, ""), "damaged"],
  ["nothing", () => "", "damaged"],
  ["another document", () => '{"schema":"pawl/run@1"}', "other"],
  ["no document", () => "null", "other"],
  ["a newer schema", (text) => text.replace("records@1", "records@2"), "newer"],
])("%s: %s", async (_, change, fault) => {
  const text = await written();
  expect(change(text)).not.toBe(text);
  expect(readPortable(change(text))).toMatchObject({ fault, message: expect.stringMatching(/.{10}/) });
});

it("refuses what has a right checksum over wrong content", async () => {
  const project = temporaryProject();
  await writeMachine(project, machine);
  await appendRecord(project, { ...sampleRecord(), kept: "most" as never });
  await writePortable(`${project.root}/r.json`, project, origin);
  expect(readPortable(project.read("r.json"))).toMatchObject({
    fault: "other",
    message: expect.stringContaining("kept"),
  });
  await appendRecord(project, { ...sampleRecord(), schema: "pawl/record@2" as never });
  // A record of a newer pawl is not read here, and so not carried either.
  await writePortable(`${project.root}/r.json`, project, origin);
  expect(readPortable(project.read("r.json"))).toMatchObject({ fault: "other" });
});

it("refuses what could be read, but neither walked through nor written again", async () => {
  const [, content = ""] = /"content":(.*)\}\n$/.exec(await written()) ?? [];
  const document = (changed: string, kept = changed) => {
    const sha256 = createHash("sha256").update(kept).digest("hex");
    return `{"schema":"pawl/records@1","sha256":"${sha256}","content":${changed}}`;
  };
  expect(readPortable(document(content))).not.toHaveProperty("fault");
  const huge = (figure: string) => content.replace(/"margin":[\d.]+/, `"margin":${figure}`);
  expect(readPortable(document(huge("1e999"), huge("null")))).toMatchObject({
    fault: "other",
    message: expect.stringContaining("margin"),
  });
  const deep = `{"x":${"[".repeat(100_000)}${"]".repeat(100_000)},${content.slice(1)}`;
  expect(readPortable(document(deep))).toMatchObject({
    fault: "other",
    message: expect.stringContaining("nested"),
  });
});
