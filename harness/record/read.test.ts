import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { MeasurementRecord } from "../model/record.js";
import { type TemporaryProject, temporaryProject } from "../support/testing/project.js";
import { sampleMachine, sampleMeasured, sampleRecord, sampleSummary } from "../support/testing/records.js";
import { contentHash } from "./content.js";
import { readRecords } from "./read.js";

const summary = sampleSummary({ workloads: ["vocab128k", "small"] });
const base = sampleRecord();
const { files } = base.content;
let project: TemporaryProject;
let now: string;

beforeEach(() => {
  project = temporaryProject();
  for (const file of files) project.write(file, "void f() {}");
  now = contentHash(project.root, summary.hash, files);
});

const fresh = (parts: Partial<MeasurementRecord> = {}, at = base.run.at): MeasurementRecord =>
  sampleRecord({ content: { hash: now, files }, run: { ...base.run, at }, ...parts });

const store = (content: string, file = "5.1.jsonl", machine = base.machine): void =>
  project.write(join("results", machine, file), content);
const jsonl = (...records: object[]): string => records.map((one) => `${JSON.stringify(one)}\n`).join("");
const read = () => readRecords(project, [summary]);

describe("readRecords", () => {
  it("finds nothing where there are no results", () => {
    expect(read()).toEqual({ chosen: [], machines: [], orphans: [], problems: [] });
  });

  it("chooses the latest by its time, not by its line", () => {
    const late = fresh({}, "2026-02-01T00:00:00.000Z");
    store(jsonl(late, fresh({}, "2026-01-01T00:00:00.000Z")));
    expect(read().chosen).toEqual([{ record: late, stale: false }]);
  });

  it("reads records with a floor, without one to know, and older ones without the word", () => {
    for (const floor of [{ floor_us: 11.3 }, { floor_us: null }, {}]) {
      store(jsonl(fresh(floor)));
      expect(read()).toMatchObject({ chosen: [{ record: fresh(floor), stale: false }], problems: [] });
    }
    store(jsonl({ ...fresh(), floor_us: "11.3" }));
    expect(read()).toMatchObject({ chosen: [], problems: [{ code: expect.stringMatching(/^RECORD/) }] });
  });

  it("prefers an older record of today's sources to a newer one of others", () => {
    const stale = sampleRecord({ run: { ...base.run, at: "2026-03-01T00:00:00.000Z" } });
    store(jsonl(fresh(), stale));
    expect(read().chosen).toEqual([{ record: fresh(), stale: false }]);
    store(jsonl(stale));
    expect(read().chosen).toEqual([{ record: stale, stale: true }]);
  });

  it("does not let a run of one variant hide a run of all", () => {
    const partial = fresh({ variants: { divide: sampleMeasured(36) } }, "2026-03-01T00:00:00.000Z");
    store(jsonl(fresh(), partial));
    expect(read().chosen).toEqual([{ record: fresh(), stale: false }]);
  });

  it("keeps machines and workloads apart", () => {
    store(jsonl(fresh(), fresh({ workload: "small" })));
    store(jsonl(fresh({ machine: "other" })), "5.1.jsonl", "other");
    store(JSON.stringify(sampleMachine()), "machine.json");
    const { chosen, machines } = read();
    expect(chosen.map(({ record }) => [record.machine, record.workload])).toEqual([
      [base.machine, "vocab128k"],
      [base.machine, "small"],
      ["other", "vocab128k"],
    ]);
    expect(machines).toEqual([sampleMachine()]);
  });

  it("mentions records of targets and workloads that are gone", () => {
    store(jsonl(fresh({ target: "0.9" }), fresh({ target: "0.9" }), fresh({ workload: "old" })));
    expect(read()).toMatchObject({
      chosen: [],
      orphans: [
        { machine: base.machine, target: "0.9", workload: "vocab128k", records: 2 },
        { machine: base.machine, target: "5.1", workload: "old", records: 1 },
      ],
    });
  });
});

describe("damage", () => {
  const where = (line: number) => `results/${base.machine}/5.1.jsonl:${line}`;
  const codes = () => read().problems.map((problem) => [problem.code, problem.where]);

  it("passes over a last line cut short", () => {
    store(`${jsonl(fresh())}{"schema":"pawl/record@1","tar`);
    expect(codes()).toEqual([["RECORD_TORN", where(2)]]);
    expect(read().chosen).toHaveLength(1);
  });

  it("takes a whole last line without a newline", () => {
    store(jsonl(fresh()).trimEnd());
    expect(read()).toMatchObject({ problems: [], chosen: [{ stale: false }] });
  });

  it("passes over a damaged line in the middle, an empty line and a line of something else", () => {
    store(`{"sch\n\n${JSON.stringify({ schema: "other@1" })}\n${jsonl(fresh())}`);
    expect(codes()).toEqual([
      ["RECORD_DAMAGED", where(1)],
      ["RECORD_DAMAGED", where(3)],
    ]);
    expect(read().chosen).toHaveLength(1);
  });

  it("names a merge conflict", () => {
    store(`<<<<<<< HEAD\n${jsonl(fresh())}=======\n>>>>>>> theirs\n`);
    expect(codes().map(([code]) => code)).toEqual(["RECORD_DAMAGED", "RECORD_DAMAGED", "RECORD_DAMAGED"]);
    expect(read().problems[0]?.message).toContain("merge conflict");
  });

  it("tells records of a newer pawl", () => {
    store(jsonl({ ...fresh({}, "2027-01-01T00:00:00.000Z"), schema: "pawl/record@2" }, fresh()));
    expect(codes()).toEqual([["RECORD_NEWER", where(1)]]);
    expect(read().problems[0]?.mend).toContain("Upgrade pawl");
    expect(read().chosen).toHaveLength(1);
  });

  it("falls back to an older record when the latest is malformed, naming the field", () => {
    const bad = { ...fresh({}, "2026-05-01T00:00:00.000Z"), trials: "five" };
    store(jsonl(fresh(), bad));
    expect(codes()).toEqual([["RECORD_DAMAGED", where(2)]]);
    expect(read().problems[0]?.message).toContain("trials");
    expect(read().chosen).toEqual([{ record: fresh(), stale: false }]);
  });

  it("reports a damaged machine description", () => {
    store("{}", "machine.json");
    expect(codes()).toEqual([["MACHINE_DAMAGED", `results/${base.machine}/machine.json`]]);
  });

  it.skipIf(process.getuid?.() === 0)("reports a file that may not be read", async () => {
    store(jsonl(fresh()));
    await chmod(join(project.results, base.machine, "5.1.jsonl"), 0);
    expect(codes()).toEqual([["RECORDS_NOT_READABLE", `results/${base.machine}/5.1.jsonl`]]);
  });

  it("reports a folder where a record file should be", async () => {
    await mkdir(join(project.results, base.machine, "5.1.jsonl"), { recursive: true });
    expect(codes()).toEqual([["RECORDS_NOT_READABLE", `results/${base.machine}/5.1.jsonl`]]);
  });
});
