import { defineTarget, inout, normal } from "pawl";

export default defineTarget({
  id: "update",
  title: "1.5 MB in place",
  kernel: { name: "update", args: { data: inout("f32", "n"), n: "usize", factor: "f32" } },
  workloads: { "1.5MB": { data: normal(0, 1), n: 393_216, factor: 1.25 } },
  variants: {
    update: "update.cpp",
    twin: { source: "update.cpp", defines: { TWIN: 1 } },
  },
  baseline: "update",
  bytes: ({ n }) => 8 * n,
});
