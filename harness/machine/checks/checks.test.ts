import { describe, expect, it } from "vitest";
import type { Device } from "../../model/device.js";
import type { Finding } from "../../model/machine.js";
import { sampleMachine } from "../../support/testing/records.js";
import type { Snapshot } from "../snapshot.js";
import { alone, quiet } from "../testing/snapshot.js";
import { clock } from "./clock.js";
import { compiler } from "./compiler.js";
import { counters } from "./counters.js";
import { devices } from "./devices.js";
import { governor } from "./governor.js";
import { load } from "./load.js";
import { memory } from "./memory.js";
import { hugePages } from "./pages.js";
import { isolation, pinning } from "./pinning.js";
import { quota } from "./quota.js";
import { randomisation } from "./randomisation.js";
import { results } from "./results.js";
import { smt } from "./smt.js";
import { steal } from "./steal.js";
import { swap } from "./swap.js";
import { helpers, tools } from "./tools.js";
import { turbo } from "./turbo.js";
import { virtualisation } from "./virtualisation.js";

const guest = sampleMachine({ virtual: "KVM" });
const level = (findings: readonly Finding[]) => findings.map((finding) => finding.level).join(" ");

it("finds nothing wrong with a quiet machine", () => {
  const checks = [
    ...[clock, compiler, counters, devices, governor, helpers, hugePages, isolation, load, memory, pinning],
    ...[quota, randomisation, results, smt, steal, swap, tools, turbo, virtualisation],
  ];
  expect(new Set(checks.flatMap((check) => check(quiet)).map((finding) => finding.level))).toEqual(
    new Set(["ok"]),
  );
});

it.each([
  ["debian", "linux", "apt-get install -y g++"],
  ["ubuntu debian", "linux", "apt-get install -y g++"],
  ["rocky rhel centos fedora", "linux", "dnf install -y gcc-c++"],
  ["alpine", "linux", "apk add g++"],
  ["plan9", "linux", "package manager"],
  ["", "darwin", "xcode-select --install"],
] as const)("says how to install a compiler on %j %s", (distribution, platform, line) => {
  const none = { ...quiet, distribution, platform, tools: { ...quiet.tools, gxx: null } };
  expect(level(compiler(none))).toBe("bad");
  expect(compiler(none)[0]?.mend).toContain(line);
});

it("does not fall back from a CXX that does not run", () => {
  const broken = { ...quiet, tools: { ...quiet.tools, cxx: { command: "icpx", version: null } } };
  expect(compiler(broken)[0]).toMatchObject({ level: "bad", detail: expect.stringContaining("icpx") });
});

it("asks for the tools it cannot do without", () => {
  const bare = { ...quiet, node: "20.18.3", tools: { ...quiet.tools, nm: null, git: null } };
  expect(level(tools(bare))).toBe("bad bad warn");
  expect(level(tools({ ...quiet, node: "22.0.0" }))).toBe("ok ok ok");
});

it("does without compiler and git in a bundle that has what they made", () => {
  const none = { ...quiet.tools, gxx: null, nm: null, git: null };
  const bundle = { commit: "0123abc", prebuilt: "g++ 12 for x86-64-v3" };
  expect(level(compiler({ ...quiet, tools: none, bundle }))).toBe("ok");
  expect(level(tools({ ...quiet, tools: none, bundle }))).toBe("ok ok ok");
  expect(tools({ ...quiet, tools: none, bundle }).at(-1)?.detail).toContain("0123abc");
  const bare = { ...quiet, tools: none, bundle: { ...bundle, prebuilt: null } };
  expect([level(compiler(bare)), level(tools(bare))]).toEqual(["bad", "ok bad ok"]);
});

it("warns where pinning is impossible or useless", () => {
  expect(level(pinning({ ...quiet, platform: "darwin", cpus: [] }))).toBe("warn");
  expect(level(pinning({ ...quiet, cpus: [alone] }))).toBe("warn");
  expect(pinning({ ...quiet, cpus: [alone], machine: sampleMachine({ cpus: 8 }) })[0]?.mend).toContain(
    "8 CPUs",
  );
});

it("knows where it would measure", () => {
  const four = [0, 1, 2, 3].map((cpu) => ({ ...alone, cpu, siblings: [cpu & 2, (cpu & 2) + 1] }));
  const machine = sampleMachine({ cpus: 8, virtual: null });
  expect(pinning({ ...quiet, cpus: four, machine })[0]?.detail).toBe(
    "on CPU 3, out of 0-3 (a cpuset hides the rest of 8)",
  );
  const [shared] = smt({ ...quiet, cpus: four, machine });
  expect(shared).toMatchObject({ level: "warn", detail: expect.stringContaining("with CPU 2") });
  expect(shared?.mend).toContain("cpu2/online");
  expect(smt({ ...quiet, cpus: four, machine: guest })[0]?.mend).not.toContain("sudo");
  const isolated = four.map((one) => ({ ...one, isolated: one.cpu > 1 }));
  expect(isolation({ ...quiet, cpus: isolated, tickless: [3] })[0]?.detail).toBe(
    "2-3 (isolcpus), 3 without clock ticks (nohz_full)",
  );
  expect(isolation({ ...quiet, cpus: four })[0]?.mend).toContain("isolcpus=3");
});

it("does not ask a guest to set what its host decides", () => {
  const hidden = { ...quiet, machine: guest, governors: [], turbo: null };
  expect([...governor(hidden), ...turbo(hidden)].map(({ detail }) => detail)).toEqual([
    "not visible in a virtual machine: the host decides",
    "not visible in a virtual machine: the host decides",
  ]);
  const shown = { ...quiet, governors: ["powersave"], turbo: true, turboSwitch: "echo 1 | sudo tee x" };
  const mends = (machine: Snapshot["machine"]) =>
    [...governor({ ...shown, machine }), ...turbo({ ...shown, machine })].map(({ mend }) => mend);
  expect(mends(quiet.machine)).toEqual([
    "sudo cpupower frequency-set --governor performance",
    "echo 1 | sudo tee x",
  ]);
  expect(mends(guest)).toEqual([
    "Set it on the host; what a guest sets may have no effect.",
    "Switch it off on the host.",
  ]);
  expect(governor({ ...quiet, platform: "darwin", governors: [] })[0]?.detail).toContain("Low Power Mode");
});

it("offers a clock that is there", () => {
  const slow = { ...quiet, clock: "hpet" };
  expect(clock(slow)[0]).toMatchObject({ level: "bad", mend: expect.stringContaining("echo tsc") });
  expect(clock({ ...slow, clocks: ["hpet"] })[0]?.mend).toContain("tsc=reliable");
  expect(clock({ ...slow, clocks: ["hpet"], machine: guest })[0]?.mend).toContain("another type of machine");
  expect(clock({ ...quiet, timer: { step: 2000, cost: 2500 } })[0]).toMatchObject({ level: "warn" });
  const machine = sampleMachine({ features: ["constant_tsc"] });
  expect(clock({ ...quiet, machine })[0]?.detail).toBe(
    "tsc, steps of 10 ns and 50 ns a reading at most, constant_tsc",
  );
});

it("says how performance counters can be had", () => {
  expect(counters({ ...quiet, counters: false, machine: guest })[0]).toMatchObject({
    detail: "none in this virtual machine",
    mend: expect.stringContaining("apt-get install -y valgrind"),
  });
  expect(counters({ ...quiet, paranoia: 4 })[0]?.mend).toContain("perf_event_paranoid=1");
  expect(counters({ ...quiet, paranoia: 4, root: true })[0]?.mend).toBeUndefined();
});

it("says what valgrind is for", () => {
  const of = (valgrind: string | null) =>
    helpers({ ...quiet, tools: { ...quiet.tools, valgrind } }).find(({ code }) => code === "VALGRIND");
  expect(of("valgrind-3.19.0")?.detail).toBe("valgrind-3.19.0 (for --counter instructions)");
  expect(of(null)).toMatchObject({
    detail: "not installed (for --counter instructions)",
    mend: expect.stringContaining("apt-get install -y valgrind"),
  });
});

it("names the compiler that is used", () => {
  const cxx = { command: "icpx", version: "icpx 2025" };
  const named = { ...quiet, tools: { ...quiet.tools, cxx, clangxx: "clang 14" } };
  expect(compiler(named)[0]?.detail).toBe(
    "icpx 2025 ($CXX) is used; g++ 12.2.0 is there too; clang 14 is there too",
  );
});

describe("devices", () => {
  const h100: Device = {
    api: "cuda",
    kind: "gpu",
    name: "NVIDIA H100 80GB HBM3",
    platform: null,
    driver: "580.65.06",
    memory_bytes: 85_028_896_768,
    link: "PCIe 5.0 x16",
    clock_mhz: 1980,
    uuid: "GPU-0",
  };
  const pocl: Device = {
    ...{ api: "opencl", kind: "cpu", name: "pthread-haswell", platform: "Portable Computing Language" },
    ...{ driver: "3.1", memory_bytes: 2 ** 30, link: null, clock_mhz: null, uuid: null },
  };
  const withDevices = (found: readonly Device[], missing: Snapshot["devices"]["missing"]) =>
    devices({ ...quiet, devices: { devices: found, missing } });

  it("have a line each", () => {
    const found = withDevices([h100, h100, pocl], { cuda: null, opencl: null });
    const gpu = "GPU NVIDIA H100 80GB HBM3, driver 580.65.06, 79.2 GiB, PCIe 5.0 x16, up to 1980 MHz";
    expect(found.map(({ title, detail }) => [title, detail])).toEqual([
      ["CUDA", gpu],
      ["CUDA", gpu],
      ["nvcc", "not installed (for .cu sources)"],
      ["OpenCL", "CPU pthread-haswell, Portable Computing Language, driver 3.1, 1.0 GiB"],
      ["OpenCL headers", "CL/cl.h is there"],
    ]);
  });

  it("that are missing are nothing to mend, but for a driver that does not work", () => {
    const missing = { cuda: "cuInit: no CUDA-capable device is detected (100)", opencl: "no OpenCL driver" };
    const levels = (found: readonly Finding[]) => found.map(({ code, level }) => [code, level]);
    const none = withDevices([], missing);
    expect(levels(none).every(([, level]) => level === "ok")).toBe(true);
    expect(none.filter(({ detail }) => detail.startsWith("no device")).map(({ mend }) => mend)).toEqual([
      expect.stringContaining("--gpus all"),
      expect.stringContaining("apt-get install -y pocl-opencl-icd"),
    ]);
    const cuda =
      "there is no NVIDIA driver; nvidia-smi: Failed to initialize NVML: Driver/library version mismatch";
    const opencl = "an OpenCL driver ended the process that asked it for devices (SIGSEGV)";
    const broken = withDevices([], { cuda, opencl });
    expect(levels(broken)).toEqual(
      expect.arrayContaining([
        ["CUDA", "warn"],
        ["OPENCL", "warn"],
      ]),
    );
    expect(broken[0]).toMatchObject({ detail: `no device: ${cuda}`, mend: expect.stringMatching(/^Reboot/) });
  });

  it("can be built for without any", () => {
    const tools = { ...quiet.tools, nvcc: "release 13.0" };
    const found = devices({ ...quiet, tools, openclHeaders: false, distribution: "fedora" });
    expect(found.find(({ code }) => code === "NVCC")?.detail).toBe("release 13.0");
    expect(found.find(({ code }) => code === "OPENCL_HEADERS")?.mend).toContain(
      "dnf install -y ocl-icd-devel",
    );
  });
});
