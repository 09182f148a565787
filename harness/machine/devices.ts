import { readNames, type System } from "../support/system.js";

/** Accelerators that programs here can reach, in the words of `requires`. */
export function devices(system: System): string[] {
  const nodes = readNames(system, "dev");
  // WSL shows the host's GPU as /dev/dxg.
  const cuda = nodes.some((name) => /^nvidia\d+$|^dxg$/.test(name));
  const opencl = readNames(system, "etc/OpenCL/vendors").some((name) => name.endsWith(".icd"));
  return [...(cuda ? ["cuda"] : []), ...(opencl ? ["opencl"] : [])];
}
