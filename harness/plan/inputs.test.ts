import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import koffi from "koffi";
import { expect, test } from "vitest";
import { choice, inout, input, iota, normal, output, struct } from "../index.js";
import type { Signature } from "../model/kernel.js";
import type { Workload } from "../model/target.js";
import { decodeImage } from "../support/codec.js";
import { temporaryProject } from "../support/testing/project.js";
import { sampleWorkload } from "../support/testing/target.js";
import { drawInputs } from "./inputs.js";

const token = struct("token", { id: "i32", logit: "f32" });
const array = struct("token_array", { data: inout(token, "size"), size: "usize", sorted: "bool" });
const signature: Signature = {
  kernel: { name: "k", args: { cur: inout(array), y: output("f64", "n"), n: "i32" } },
};
const values: Workload["values"] = {
  n: 5,
  cur: { size: 100, sorted: true, data: { id: iota(), logit: normal(0, 1) } },
};

function draw(workloadValues: Workload["values"], of = signature) {
  const file = join(temporaryProject().root, "images");
  return { file, inputs: drawInputs(of, sampleWorkload(workloadValues), file, "targets/demo/target.ts", 2) };
}

test("writes one image per instance, those that timing rotates over first", async () => {
  const { layout, timed, fresh, file } = await draw(values).inputs;
  const images = readFileSync(file);
  expect([timed, fresh]).toEqual([16, 5]);
  expect(images.length).toBe(layout.bytes * 22); // the last one is the changed instance
  const decoded = Array.from({ length: 17 }, (_, i) =>
    decodeImage(new Uint8Array(images.subarray(i * layout.bytes, (i + 1) * layout.bytes)), layout),
  );
  expect(decoded[0]).toMatchObject({ n: 5, y: new Float64Array(5), cur: { size: 100, sorted: true } });
  const logits = decoded.map(({ cur }) => (cur as { data: { logit: Float32Array } }).data.logit);
  expect(new Set(logits.map(String)).size).toBe(17);
  expect(decoded.map(({ cur }) => (cur as { data: { id: Int32Array } }).data.id[99])).toEqual(
    new Array(17).fill(99),
  );
});

test("a changed instance differs from the base in few elements, which no sparse sample meets", async () => {
  const mixed = {
    ...values,
    cur: { size: 1000, sorted: true, data: { id: choice([1, 2, 3]), logit: normal(0, 1) } },
  };
  const { layout, instances, file } = await draw(mixed).inputs;
  const images = readFileSync(file);
  const logits = (instance: number) => {
    const image = new Uint8Array(images.subarray(instance * layout.bytes, (instance + 1) * layout.bytes));
    const { cur } = decodeImage(image, layout) as { cur: { size: number; data: { logit: Float32Array } } };
    expect(cur.size).toBe(1000);
    return cur.data.logit;
  };
  expect(instances).toEqual({ base: 0, changed: 21, fresh: 16 });
  const [base, changed, fresh] = [0, 21, 16].map(logits) as [Float32Array, Float32Array, Float32Array];
  const different = [...base.keys()].filter((i) => base[i] !== changed[i]);
  expect(different.length).toBeGreaterThan(0);
  expect(different.length).toBeLessThanOrEqual(4);
  expect(different.map((i) => changed[i])).toEqual(different.map((i) => fresh[i]));
  // Outputs that depend on the extremes alone change, too.
  const inner = base.slice(1, -1);
  expect(different).toContain(1 + inner.indexOf(Math.max(...inner)));
  expect(different).toContain(1 + inner.indexOf(Math.min(...inner)));
  for (const end of [0, 999]) expect(different).not.toContain(end);
});

test("where elements may depend on each other nothing is mixed", async () => {
  const sorted = ({ n }: { n: number }) => Float64Array.from({ length: n }, (_, i) => i);
  const { layout, instances, file } = await draw({ ...values, cur: { size: 9, data: { logit: sorted } } })
    .inputs;
  expect(instances).toEqual({ base: 0, changed: 16, fresh: 16 });
  expect(readFileSync(file).length).toBe(layout.bytes * 21);
});

test("instance i is what the seed + i draws first", async () => {
  const [first, second] = [draw(values), draw(values)];
  const { layout } = await first.inputs;
  const workload = { ...sampleWorkload(values), seed: 45 };
  await drawInputs(signature, workload, second.file, "x", 2);
  expect(readFileSync(second.file).subarray(0, layout.bytes)).toEqual(
    readFileSync(first.file).subarray(3 * layout.bytes, 4 * layout.bytes),
  );
});

const flat: Signature = { kernel: { name: "k", args: { x: input("f32", "n"), n: "i64" } } };

test.each<[string, Workload["values"], string]>([
  ["a list too short", { n: 3, x: [1, 2] }, "x needs 3 values and got 2"],
  ["a negative size", { n: -1 }, '"n" yields -1'],
  // 10 and 11 floats take the same room in the image.
  ["another size per instance", { n: ({ instance }) => [10 + instance] }, "instance 1 has other sizes"],
  ["a fill that throws", { n: 3, x: () => JSON.parse("no JSON") }, "JSON"],
  ["what is no number", { n: Number.NaN }, "NaN"],
])("%s is refused as data, and leaves no file", async (_, wrong, message) => {
  const { file, inputs } = draw(wrong, flat);
  await expect(inputs).rejects.toMatchObject({
    problem: {
      code: "WORKLOAD_INVALID",
      message: expect.stringContaining(message),
      where: "targets/demo/target.ts",
    },
  });
  expect(existsSync(file)).toBe(false);
});

test.each([
  ["one buffer", flat],
  ["a product beyond any number", { kernel: { name: "k", args: { x: input("f32", "n", "n"), n: "i64" } } }],
] as [string, Signature][])("an absurd size is refused before anything is allocated: %s", async (_, of) => {
  const before = process.memoryUsage();
  await expect(draw({ n: 2 ** 50, x: normal(0, 1) }, of).inputs).rejects.toMatchObject({
    problem: { code: "OUT_OF_MEMORY", message: expect.stringContaining("GiB are free") },
  });
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(2 ** 24);
});

test("sizes may lie in structs that structs point to", async () => {
  const inner = struct("inner", { data: inout("f32", "n"), n: "usize" });
  const outer = struct("outer", { inner: inout(inner), more: output("i32", "m"), m: "i32" });
  const deep: Signature = { kernel: { name: "k", args: { o: inout(outer) } } };
  const { inputs, file } = draw({ o: { inner: { data: iota(), n: 3 }, m: 2 } }, deep);
  const { layout } = await inputs;
  expect(decodeImage(new Uint8Array(readFileSync(file).subarray(0, layout.bytes)), layout)).toEqual({
    o: { inner: { data: Float32Array.of(0, 1, 2), n: 3 }, more: new Int32Array(2), m: 2 },
  });
});

test("structs in a row are columns", async () => {
  const row: Signature = { kernel: { name: "k", args: { x: input(token, "n"), n: "i32" } } };
  const { layout } = await draw({ n: 3, x: { id: [1, 2, 3], logit: iota() } }, row).inputs;
  expect(layout.segments[0]?.count).toBe(3);
});

test.runIf(existsSync("/dev/full"))("a full disk is a problem of its own, and leaves no file", async () => {
  const file = join(temporaryProject().root, "images");
  symlinkSync("/dev/full", file);
  const workload = sampleWorkload(values);
  await expect(drawInputs(signature, workload, file, "x", 2)).rejects.toMatchObject({
    problem: { code: "DISK_FULL", where: file, mend: expect.stringContaining("Free some space") },
  });
  expect(existsSync(file)).toBe(false);
  expect(existsSync("/dev/full")).toBe(true);
});

test("an image that is written in part only is an error", async () => {
  const { layout } = await draw(values).inputs;
  const sizes = koffi.struct({ soft: "uint64", hard: "uint64" });
  const libc = koffi.load(process.platform === "darwin" ? "libSystem.dylib" : "libc.so.6");
  const getrlimit = libc.func("getrlimit", "int", ["int", koffi.out(koffi.pointer(sizes))]);
  const setrlimit = libc.func("setrlimit", "int", ["int", koffi.pointer(sizes)]);
  const FILE_SIZE = 1; // RLIMIT_FSIZE
  const before = { soft: 0, hard: 0 };
  getrlimit(FILE_SIZE, before);
  const ignore = () => {};
  process.on("SIGXFSZ" as NodeJS.Signals, ignore); // it would end this process
  setrlimit(FILE_SIZE, { ...before, soft: 16.5 * layout.bytes }); // the last of 17 is cut short
  const { inputs, file } = draw(values);
  try {
    await expect(inputs).rejects.toMatchObject({ code: "EFBIG" });
    expect(existsSync(file)).toBe(false);
  } finally {
    setrlimit(FILE_SIZE, before);
    process.off("SIGXFSZ" as NodeJS.Signals, ignore);
  }
});
