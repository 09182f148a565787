import { join } from "node:path";
import { test } from "vitest";
import { expectProof, HAS_CONTEXTS, hasOpenCL } from "../testing/proof.js";

const source = (name: string) => join(import.meta.dirname, "testing", `${name}.cpp`);

test.skipIf(!HAS_CONTEXTS)("the CUDA kernel, thread by thread on the host", async () => {
  await expectProof(source("cuda"));
});

const there = await hasOpenCL();
test.skipIf(!there)(
  `the OpenCL kernels in both shapes${there ? "" : " (OpenCL is not installed)"}`,
  async () => {
    await expectProof(source("opencl"), "-lOpenCL");
  },
);
