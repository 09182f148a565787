import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** For information: a machine without accelerators is nothing to mend. */
export function devices({ machine, tools }: Snapshot): Finding[] {
  const has = (name: string) => machine.features.includes(name);
  const cuda = has("cuda") ? "device found" : "no device";
  return [
    { code: "CUDA", level: "ok", title: "CUDA", detail: `${cuda}; nvcc ${tools.nvcc ?? "not installed"}` },
    {
      code: "OPENCL",
      level: "ok",
      title: "OpenCL",
      detail: has("opencl") ? "driver registered" : "no driver",
    },
  ];
}
