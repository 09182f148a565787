import { defineTarget, input, uniform } from "pawl";

export default defineTarget({
  id: "allocate",
  title: "64 vectors of up to 16 KiB",
  kernel: { name: "allocate", args: { sizes: input("u32", "n"), n: "usize" }, returns: "u64" },
  workloads: { mixed: { sizes: uniform(1, 2048), n: 64 } },
  variants: {
    allocate: "allocate.cpp",
    twin: { source: "allocate.cpp", defines: { TWIN: 1 } },
  },
  baseline: "allocate",
});
