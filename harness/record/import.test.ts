import { describe, expect, it, test } from "vitest";
import type { Device } from "../model/device.js";
import type { MeasurementRecord } from "../model/record.js";
import { temporaryProject } from "../support/testing/project.js";
import { sampleMachine, sampleRecord } from "../support/testing/records.js";
import { appendRecord } from "./append.js";
import { faultOfPortable, importRecords } from "./import.js";
import { mergeMachine, readMachine } from "./machine.js";

const machine = sampleMachine();
const origin = { name: null, roots: [], commit: null, dirty: false };
const portable = (records: readonly MeasurementRecord[], machines = [machine]) => ({
  origin,
  machines,
  records,
});
const of = (id: string, parts: Partial<MeasurementRecord> = {}): MeasurementRecord => {
  const record = sampleRecord({ machine: machine.id, ...parts });
  return { ...record, run: { ...record.run, id } };
};
const FILE = `results/${machine.id}/5.1.jsonl`;

describe("importRecords", () => {
  it("appends what is new under its machine, and nothing the second time", async () => {
    const project = temporaryProject();
    await appendRecord(project, of("one"));
    const content = portable([of("one"), of("two"), of("two", { workload: "small" })]);
    expect(await faultOfPortable(project, content)).toBe(null);
    const { added, known } = await importRecords(project, content);
    expect([added.length, known]).toEqual([2, 1]);
    expect(project.read(FILE)).toBe(
      [of("one"), of("two"), of("two", { workload: "small" })]
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(""),
    );
    expect(await readMachine(project, machine.id)).toEqual(machine);
    const before = project.read(FILE);
    expect(await faultOfPortable(project, content)).toBe(null);
    expect(await importRecords(project, content)).toEqual({ added: [], known: 3 });
    expect(project.read(FILE)).toBe(before);
  });

  it("adds each once, even when several import at a time", async () => {
    const project = temporaryProject();
    const content = portable([of("one"), of("one"), of("two")]);
    await Promise.all([1, 2, 3].map(() => importRecords(project, content)));
    expect(project.read(FILE).trimEnd().split("\n")).toHaveLength(2);
  });

  it("adds very many in one go", async () => {
    const project = temporaryProject();
    const records = Array.from({ length: 3000 }, (_, i) => of(`r${i}`));
    await importRecords(project, portable(records.slice(0, 1500)));
    expect(await importRecords(project, portable(records))).toMatchObject({ known: 1500 });
    expect(project.read(FILE).trimEnd().split("\n")).toHaveLength(3000);
  });

  it("takes what could steer a terminal out of all text", async () => {
    const project = temporaryProject();
    const problem = { code: "X", message: "a\u001b[2Jb\u202ec\nd\r\u0007" };
    const bad = { state: "failed" as const, verified: null, problem, ratio: null, verdict: null };
    await importRecords(
      project,
      portable([of("one", { variants: { bad } })], [{ ...machine, os: "\u009b31mLinux" }]),
    );
    const [line = ""] = project.read(FILE).split("\n");
    expect((JSON.parse(line) as MeasurementRecord).variants.bad?.problem?.message).toBe("a[2Jbc\nd");
    expect((await readMachine(project, machine.id))?.os).toBe("31mLinux");
  });
});

describe("mergeMachine", () => {
  const at = (day: number) => ({ at: `2026-01-0${day}T00:00:00.000Z`, points: [] });

  it("keeps what is known, adds what is not, and takes the bandwidth measured last", async () => {
    const project = temporaryProject();
    await mergeMachine(project, machine);
    await mergeMachine(project, { ...machine, kernel: "other", bandwidth: at(2) });
    expect(await readMachine(project, machine.id)).toEqual({ ...machine, bandwidth: at(2) });
    await mergeMachine(project, { ...machine, bandwidth: at(1) });
    expect(await readMachine(project, machine.id)).toEqual({ ...machine, bandwidth: at(2) });
  });

  it("knows the devices of all machines of that name, each as it was described last", async () => {
    const project = temporaryProject();
    const device: Device = {
      ...{ api: "cuda", kind: "gpu", name: "NVIDIA H100", platform: null, driver: "580.65", uuid: "GPU-1" },
      ...{ memory_bytes: 8e10, link: null, clock_mhz: null },
    };
    const other = { ...device, name: "NVIDIA H200", uuid: "GPU-2" };
    const twin = { ...device, api: "opencl", platform: "NVIDIA CUDA", uuid: null } as const;
    await mergeMachine(project, { ...machine, devices: [] });
    await mergeMachine(project, { ...machine, devices: [device, other] });
    await mergeMachine(project, { ...machine, devices: [{ ...device, driver: "999" }, twin, twin] });
    await mergeMachine(project, machine);
    const known = (await readMachine(project, machine.id))?.devices;
    expect(known).toEqual([other, { ...device, driver: "999" }, twin, twin]);
  });
});

describe("faultOfPortable", () => {
  const record = of("one");
  test.each<[string, readonly MeasurementRecord[], RegExp]>([
    ["a machine that is not described", [of("one", { machine: "other" })], /does not describe/],
    ["a machine that is no name", [of("one", { machine: "../up" })], /no name/],
    ["a target that is no name", [of("one", { target: "../../up" })], /no name/],
    ["a run that is no name", [of("a b")], /no name/],
    [
      "a variant that is no name",
      [of("one", { variants: { "a\nb": record.variants.divide as never } })],
      /no name/,
    ],
    [
      "a commit that is an option",
      [{ ...record, run: { ...record.run, commit: "--output=x" } }],
      /no commit/,
    ],
    [
      "a file outside",
      [of("one", { content: { hash: "h", files: ["../../etc/passwd"] } })],
      /no file of the project/,
    ],
    [
      "an absolute file",
      [of("one", { content: { hash: "h", files: ["/dev/zero"] } })],
      /no file of the project/,
    ],
    ["the same run twice, and not the same", [record, of("one", { margin: 0.5 })], /measured something else/],
  ])("%s is refused", async (_, records, fault) => {
    const project = temporaryProject();
    expect(await faultOfPortable(project, portable(records))).toMatch(fault);
  });

  it("refuses a record that is here with other content, and a machine of that name that is another", async () => {
    const project = temporaryProject();
    await appendRecord(project, record);
    await mergeMachine(project, machine);
    expect(await faultOfPortable(project, portable([of("one", { margin: 0.5 })]))).toMatch(
      /measured something else/,
    );
    expect(await faultOfPortable(project, portable([record], [{ ...machine, cpu: "another" }]))).toMatch(
      /another machine/,
    );
    expect(await faultOfPortable(project, portable([], [{ ...machine, cpu: "another" }, machine]))).toMatch(
      /another machine/,
    );
    expect(await faultOfPortable(project, portable([], [{ ...machine, id: "../x" }]))).toMatch(/no name/);
  });
});
