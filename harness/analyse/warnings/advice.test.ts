import { expect, test } from "vitest";
import { advise, type Circumstances } from "./advice.js";

const bare: Circumstances = {
  machine: { virtual: null, cpus: 8 },
  platform: "linux",
  limits: { margin: 0.01, trials: 5, budget: 2, timeout: 60 },
};
const guest: Circumstances = { ...bare, machine: { virtual: "KVM", cpus: 1 } };
const adviceOf = (code: string, circumstances = bare): string | undefined =>
  advise([{ code, message: "" }], circumstances)[0]?.advice;

test("options come with figures that go beyond those in use", () => {
  expect(adviceOf("trials-disagree")).toContain("--trials 10 ");
  const many = { ...bare, limits: { ...bare.limits, trials: 12 } };
  expect(adviceOf("trials-disagree", many)).toContain("--trials 24 ");
});

test("no option is said to warm up longer, since none does", () => {
  for (const code of ["warm-up-drift", "unsettled"]) expect(adviceOf(code)).not.toContain("--");
  expect(adviceOf("warm-up-drift")).toContain("`before`");
  expect(adviceOf("unsettled")).toContain("smaller workload");
});

test("what is advised is possible here", () => {
  expect(adviceOf("kept-share-low")).toContain("`top`");
  expect(adviceOf("kept-share-low", guest)).toContain("dedicated CPUs");
  expect(adviceOf("busy-sibling", guest)).not.toContain("switch");
  expect(adviceOf("switches", guest)).toContain("two CPUs");
  expect(adviceOf("unpinned")).toContain("taskset");
  expect(adviceOf("unpinned", { ...bare, platform: "darwin" })).toContain("use Linux");
});

test("a warning keeps its own advice, and one that nobody knows has none", () => {
  const own = { code: "steal", message: "m", advice: "mine" };
  const unknown = { code: "variant-prints", message: "m" };
  expect(advise([own, unknown], bare)).toEqual([own, unknown]);
});
