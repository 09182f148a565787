import { defineTarget } from "pawl";
import { args, create, fuzz, items, tokensOf, workloads } from "../pipeline.js";

export default defineTarget({
  id: "G.3-opencl",
  title: "decode steps, OpenCL (serial->pipelined)",
  claim: "While the logits of one step travel and the host chooses, the device computes the next step.",
  kernel: { name: "decode", args },
  state: { create: { name: "decode_create", args: create }, destroy: "decode_destroy" },
  workloads,
  variants: {
    serial: {
      source: "serial.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "one queue, one pageable buffer",
    },
    serial_pinned: {
      source: "serial_pinned.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "one queue, one pinned buffer",
    },
    pipelined: {
      source: "pipelined.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "two queues, two pinned buffers",
    },
    pipelined_3: {
      source: "pipelined_3.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "two queues, three pinned buffers",
    },
  },
  baseline: "serial",
  optimized: "pipelined",
  oracle: tokensOf,
  // Where the device is a CPU, operations take long.
  limits: { budget: 0.5 },
  fuzz,
  items,
});
