import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Finding } from "../model/machine.js";
import { sampleMachine } from "../support/testing/records.js";
import { writeTree } from "../support/testing/tree.js";
import { clock } from "./checks/clock.js";
import { compiler } from "./checks/compiler.js";
import { devices } from "./checks/devices.js";
import { load } from "./checks/load.js";
import { pinning } from "./checks/pinning.js";
import { randomisation } from "./checks/randomisation.js";
import { results } from "./checks/results.js";
import { steal } from "./checks/steal.js";
import { tools } from "./checks/tools.js";
import { examine } from "./examine.js";
import type { Snapshot } from "./snapshot.js";

const alone = { cpu: 1, siblings: [1], isolated: false, capacity: 1024 };
const quiet: Snapshot = {
  platform: "linux",
  distribution: "debian",
  machine: sampleMachine({ virtual: null }),
  cpus: [{ ...alone, cpu: 0, siblings: [0] }, alone],
  governors: ["performance"],
  turbo: false,
  load: 0.1,
  steal: 0,
  swapUsed: 0,
  randomisation: 2,
  clock: "tsc",
  quota: null,
  tools: {
    gxx: "g++ 12.2.0",
    clangxx: null,
    cxx: null,
    nm: "GNU nm 2.40",
    git: "git version 2.39.5",
    nvcc: null,
  },
  node: "20.19.0",
  results: { path: "/project/results", obstacle: null },
};
const level = (findings: readonly Finding[]) => findings.map((finding) => finding.level).join(" ");

let root = "";
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("a machine described by files", () => {
  const files = {
    "proc/cpuinfo":
      "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R)\nflags\t: sse2\n",
    "proc/self/status": "Cpus_allowed_list:\t0-1\n",
    "proc/stat": "cpu0 50 0 0 40 0 0 0 10 0 0\n",
    "proc/loadavg": "3.5 1 1 1/1 1\n",
    "proc/meminfo": "SwapTotal: 2097152 kB\nSwapFree: 1048576 kB\n",
    "proc/self/cgroup": "0::/\n",
    "sys/fs/cgroup/cpu.max": "150000 100000\n",
    "proc/sys/kernel/randomize_va_space": "0\n",
    "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
    "sys/devices/system/cpu/cpu1/cpufreq/scaling_governor": "performance\n",
    "sys/devices/system/cpu/cpu0/topology/thread_siblings_list": "0-1\n",
    "sys/devices/system/cpu/intel_pstate/no_turbo": "0\n",
    "sys/devices/system/clocksource/clocksource0/current_clocksource": "hpet\n",
  };

  it("has everything wrong with it named, with its mend", async () => {
    root = writeTree({ ...files, results: "not a folder" });
    const project = {
      root,
      targets: join(root, "targets"),
      results: join(root, "results"),
      tracking: join(root, "tracking.md"),
      scratch: join(root, ".pawl"),
    };
    const findings = await examine(project, { platform: "linux", arch: "x64", root });
    const wrong = findings.filter((finding) => finding.level !== "ok");
    expect(wrong.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        "RESULTS",
        "CPU_QUOTA",
        "GOVERNOR",
        "TURBO",
        "SMT",
        "LOAD",
        "STEAL",
        "SWAP",
        "CLOCK",
        "RANDOMISATION",
      ]),
    );
    expect(wrong.filter(({ mend }) => mend === undefined)).toEqual([]);
    expect(findings.find(({ code }) => code === "STEAL")?.detail).toContain("10.00 %");
    expect(findings.find(({ code }) => code === "CPU_QUOTA")?.detail).toContain("1.5 CPUs");
  });

  it("is not accused of what it does not tell", async () => {
    root = writeTree({ "proc/cpuinfo": files["proc/cpuinfo"] });
    const codes = (await examine(null, { platform: "linux", arch: "x64", root })).map(({ code }) => code);
    for (const untold of ["GOVERNOR", "TURBO", "LOAD", "STEAL", "SWAP", "CLOCK", "RESULTS", "CPU_QUOTA"]) {
      expect(codes).not.toContain(untold);
    }
  });
});

describe("single checks", () => {
  it("finds nothing wrong with a quiet machine", () => {
    const checks = [clock, compiler, devices, load, pinning, randomisation, results, steal, tools];
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

  it("warns where pinning is impossible or useless", () => {
    expect(level(pinning({ ...quiet, platform: "darwin", cpus: [] }))).toBe("warn");
    expect(level(pinning({ ...quiet, cpus: [alone] }))).toBe("warn");
    expect(pinning({ ...quiet, cpus: [alone, { ...alone, cpu: 3, isolated: true }] })[0]?.detail).toContain(
      "isolated: 3",
    );
  });
});
