import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inout, input, iota, normal, output, struct } from "../index.js";
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
  return { file, inputs: drawInputs(of, sampleWorkload(workloadValues), 1, file, "targets/demo/target.ts") };
}

test("writes one image per instance, those that timing rotates over first", async () => {
  const { layout, timed, fresh, file } = await draw(values).inputs;
  const images = readFileSync(file);
  expect([timed, fresh]).toEqual([16, 1]);
  expect(images.length).toBe(layout.bytes * 17);
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

test("instance i is what the seed + i draws first", async () => {
  const [first, second] = [draw(values), draw(values)];
  const { layout } = await first.inputs;
  const workload = { ...sampleWorkload(values), seed: 45 };
  await drawInputs(signature, workload, 1, second.file, "x");
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
