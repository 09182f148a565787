import { expect, test } from "vitest";
import type { Device } from "./device.js";
import { describeDevice } from "./devices.js";

const device = (parts: Partial<Device>): Device => ({
  api: "cuda",
  kind: "gpu",
  name: "NVIDIA H100",
  platform: null,
  driver: "580.65.06",
  memory_bytes: 2 ** 36,
  link: null,
  clock_mhz: null,
  uuid: null,
  ...parts,
});
const cpu = device({ api: "opencl", kind: "cpu", name: "pthread-skylake" });
const twin = device({ api: "opencl", platform: "NVIDIA CUDA" });

test("a device is said to be what its runtime says", () => {
  expect(describeDevice("NVIDIA H100", [device({}), cpu])).toBe("NVIDIA H100 (GPU, CUDA)");
  expect(describeDevice("pthread-skylake", [device({}), cpu])).toBe("pthread-skylake (CPU, OpenCL)");
});

test("a GPU that both APIs reach is said to be one, whatever asked it", () => {
  expect(describeDevice("NVIDIA H100", [device({}), device({}), twin])).toBe("NVIDIA H100 (GPU)");
});

test("nothing is said of one that is not known, or not for certain", () => {
  expect(describeDevice("elsewhere", [device({})])).toBe("elsewhere");
  expect(describeDevice("both", [device({ name: "both" }), { ...cpu, name: "both" }])).toBe("both");
});
