import { join } from "node:path";
import { test } from "vitest";
import { expectProof, HAS_CONTEXTS } from "../testing/proof.js";

test.skipIf(!HAS_CONTEXTS)("the CUDA kernel, thread by thread on the host", async () => {
  await expectProof(join(import.meta.dirname, "testing/cuda.cpp"));
});
