import { sampleMachine } from "../../support/testing/records.js";
import type { Cpu } from "../cpus.js";
import type { Snapshot } from "../snapshot.js";

export const alone: Cpu = { cpu: 1, siblings: [1], isolated: false, capacity: 1024 };

/** Of a machine with which nothing is wrong. */
export const quiet: Snapshot = {
  platform: "linux",
  distribution: "debian",
  machine: sampleMachine({ virtual: null }),
  devices: {
    devices: [],
    missing: {
      cuda: "there is no NVIDIA driver (libcuda.so.1)",
      opencl: "there is no OpenCL loader (libOpenCL.so.1)",
    },
  },
  cpus: [{ ...alone, cpu: 0, siblings: [0] }, alone],
  governors: ["performance"],
  turbo: false,
  turboSwitch: null,
  tickless: [],
  load: 0.1,
  steal: 0,
  memory: { total: 8 * 2 ** 30, available: 6 * 2 ** 30, swapUsed: 0 },
  hugePages: { transparent: "madvise", reserved: 0 },
  randomisation: 2,
  clock: "tsc",
  clocks: ["tsc"],
  timer: { step: 10, cost: 50 },
  quota: null,
  counters: true,
  paranoia: 2,
  root: false,
  nodes: 1,
  openclHeaders: true,
  bundle: null,
  tools: {
    gxx: "g++ 12.2.0",
    clangxx: null,
    cxx: null,
    nm: "GNU nm 2.40",
    git: "git version 2.39.5",
    nvcc: null,
    perf: null,
    valgrind: null,
    numactl: null,
  },
  node: "20.19.0",
  results: { path: "/project/results", obstacle: null },
};
