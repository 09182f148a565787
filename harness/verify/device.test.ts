import { expect, test } from "vitest";
import type { Circumstance } from "./circumstance.js";
import { deviceError } from "./device.js";

const c: Circumstance = {
  target: "G.1",
  variant: "graph",
  occasion: "workload batch1",
  where: "targets/offload/argmax/graph.cu",
  layout: { bytes: 0, slots: 0, segments: [], relocations: [] } as never,
  align: 64,
  sanitize: null,
};

test("a device's error is told in the words of its runtime", () => {
  expect(deviceError(c, "cudaErrorUnknown: unknown error\n")).toMatchObject({
    code: "DEVICE_ERROR",
    message: "G.1/graph fails on its device: cudaErrorUnknown: unknown error (workload batch1).",
    where: "targets/offload/argmax/graph.cu",
  });
  expect(deviceError(c, "").message).toContain("its runtime gives no reason");
});

test.each([
  ["cudaErrorMemoryAllocation: out of memory", /take less memory/],
  ["clCreateBuffer: CL_MEM_OBJECT_ALLOCATION_FAILURE", /take less memory/],
  ["CL_OUT_OF_HOST_MEMORY", /take less memory/],
  ["CUDA driver version is insufficient for CUDA runtime version", /Install a driver/],
  ["no kernel image is available for execution on the device", /Install a driver/],
  ["an illegal memory access was encountered", /compute-sanitizer/],
  ["cudaErrorLaunchFailure: unspecified launch failure", /compute-sanitizer/],
  ["CL_INVALID_WORK_GROUP_SIZE", /work-group sizes/],
  ["no CUDA-capable device is detected", /bench doctor/],
  ["CL_DEVICE_NOT_AVAILABLE", /bench doctor/],
  ["all CUDA-capable devices are busy or unavailable", /bench doctor/],
  ["it fell off the bus", /its manual knows them/],
])("%s can be mended", (said, mend) => {
  expect(deviceError(c, said).mend).toMatch(mend);
});
