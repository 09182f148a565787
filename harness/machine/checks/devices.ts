import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** For information: a machine without accelerators is nothing to mend. */
export function devices({ machine, tools, nvidiaDriver, openclDrivers }: Snapshot): Finding[] {
  const cuda = [
    machine.features.includes("cuda") ? "device found" : "no device",
    nvidiaDriver === null ? "no driver" : `driver ${nvidiaDriver}`,
    tools.nvcc === null ? "nvcc not installed" : `nvcc ${tools.nvcc}`,
  ];
  const opencl = openclDrivers.length === 0 ? "no driver" : `drivers: ${openclDrivers.join(", ")}`;
  return [
    { code: "CUDA", level: "ok", title: "CUDA", detail: cuda.join(", ") },
    { code: "OPENCL", level: "ok", title: "OpenCL", detail: opencl },
  ];
}
