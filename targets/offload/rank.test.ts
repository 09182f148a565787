import { join } from "node:path";
import { test } from "vitest";
import { expectProof } from "./testing/proof.js";

test("ranks order as floats and places do", async () => {
  await expectProof(join(import.meta.dirname, "testing/rank.cpp"));
});
