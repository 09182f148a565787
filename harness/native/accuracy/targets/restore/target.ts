import { defineTarget, inout, uniform } from "pawl";

export default defineTarget({
  id: "restore",
  title: "2 us beside 1 MB to restore",
  claim: "Restoring the arguments outside the timed region adds next to nothing to what is timed.",
  kernel: {
    name: "restore",
    args: { x: inout("u64"), ballast: inout("u8", "n"), n: "usize", one: "u64", steps: "u64" },
  },
  workloads: { megabyte: { x: 12345, ballast: uniform(0, 255), n: 1_000_000, one: 1, steps: 2500 } },
  variants: { restore: "restore.cpp" },
  baseline: "restore",
});
