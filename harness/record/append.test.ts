import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Machine } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { ProblemError } from "../support/problem.js";
import { temporaryProject } from "../support/testing/project.js";
import { sampleMachine, sampleRecord } from "../support/testing/records.js";
import { appendRecord, assertWritable } from "./append.js";
import { writeFailure } from "./failures.js";
import { amendMachine, readBandwidth, writeMachine } from "./machine.js";

let project: Project;
const record = sampleRecord();
const folder = () => join(project.results, record.machine);
const file = () => join(folder(), "5.1.jsonl");

beforeEach(() => {
  project = temporaryProject();
});

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

describe("appendRecord", () => {
  it("writes one line per record and leaves no lock behind", async () => {
    await appendRecord(project, record);
    await appendRecord(project, { ...record, workload: "small" });
    const text = await readFile(file(), "utf8");
    expect(text.endsWith("\n")).toBe(true);
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([record, { ...record, workload: "small" }]);
    await expect(stat(`${file()}.lock`)).rejects.toThrow("ENOENT");
  });

  it("keeps a torn line and starts on a new one", async () => {
    await mkdir(folder(), { recursive: true });
    await writeFile(file(), '{"schema":"pawl/rec');
    await appendRecord(project, record);
    expect(await readFile(file(), "utf8")).toBe(`{"schema":"pawl/rec\n${JSON.stringify(record)}\n`);
  });

  it("keeps every record of writers that run at once", async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => appendRecord(project, { ...record, workload: `w${index}` })),
    );
    const workloads = (await readFile(file(), "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).workload);
    expect(new Set(workloads).size).toBe(12);
    expect(workloads).toHaveLength(12);
  });

  it("says so when results is not a folder", async () => {
    await writeFile(project.results, "");
    expect(await code(appendRecord(project, record))).toBe("RESULTS_NOT_WRITABLE");
    expect(await code(assertWritable(project, record.machine))).toBe("RESULTS_NOT_WRITABLE");
  });

  it("says so when the disk is full, and passes other errors on", () => {
    const full = writeFailure(Object.assign(new Error("full"), { code: "ENOSPC" }), "/results");
    expect((full as ProblemError).problem).toMatchObject({ code: "DISK_FULL", where: "/results" });
    const other = new Error("other");
    expect(writeFailure(other, "/results")).toBe(other);
  });
});

describe("assertWritable", () => {
  it("accepts a folder that does not exist yet, and does not create it", async () => {
    await assertWritable(project, "some-machine");
    await expect(stat(project.results)).rejects.toThrow("ENOENT");
  });

  // The superuser may write anywhere.
  it.skipIf(process.getuid?.() === 0)("refuses a read-only folder", async () => {
    await mkdir(folder(), { recursive: true });
    await chmod(folder(), 0o555);
    expect(await code(assertWritable(project, record.machine))).toBe("RESULTS_NOT_WRITABLE");
  });
});

describe("writeMachine", () => {
  it("writes once", async () => {
    const machine = sampleMachine();
    await writeMachine(project, machine);
    await writeMachine(project, { ...machine, kernel: "later" });
    const path = join(project.results, machine.id, "machine.json");
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(machine);
  });
});

describe("amendMachine", () => {
  const devices: Machine["devices"] = [
    {
      ...{ api: "opencl", kind: "cpu", name: "pthread", platform: "PoCL", driver: "3.1" },
      ...{ memory_bytes: 2 ** 30, link: null, clock_mhz: 2596, uuid: null },
    },
  ];
  const bandwidth = {
    at: "2026-01-01T00:00:00Z",
    points: [{ threads: 1, bytes: 16_384, read_gb_s: 100, update_gb_s: 90 }],
  };

  it("keeps what else was found out", async () => {
    const machine = sampleMachine();
    const read = async () =>
      JSON.parse(await readFile(join(project.results, machine.id, "machine.json"), "utf8"));
    await writeMachine(project, machine);
    await amendMachine(project, machine, { devices });
    expect(await read()).toEqual({ ...machine, devices });
    await amendMachine(project, { ...machine, kernel: "later" }, { devices });
    expect(await read()).toEqual({ ...machine, devices });
    await amendMachine(project, { ...machine, kernel: "later" }, { bandwidth });
    expect(await read()).toEqual({ ...machine, kernel: "later", devices, bandwidth });
    expect(await readBandwidth(project, machine.id)).toEqual(bandwidth);
  });
});

describe("a disk that fills up", () => {
  // Linux' own always-full device.
  it.skipIf(!existsSync("/dev/full"))("is reported", async () => {
    await mkdir(folder(), { recursive: true });
    await symlink("/dev/full", file());
    expect(await code(appendRecord(project, record))).toBe("DISK_FULL");
  });
});
