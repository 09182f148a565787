import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { writeTree } from "../support/testing/tree.js";
import { examine } from "./examine.js";

let root = "";
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("a machine described by files", () => {
  const files = {
    "proc/cpuinfo":
      "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R)\nflags\t: sse2\n",
    "proc/self/status": "Cpus_allowed_list:\t0-1\n",
    "proc/stat": "cpu0 50 0 0 40 0 0 0 10 0 0\n",
    "proc/loadavg": "3.5 1 1 1/1 1\n",
    "proc/meminfo":
      "MemTotal: 8388608 kB\nMemAvailable: 204800 kB\nSwapTotal: 2097152 kB\nSwapFree: 1048576 kB\n",
    "proc/self/cgroup": "0::/\n",
    "sys/fs/cgroup/cpu.max": "150000 100000\n",
    "proc/sys/kernel/randomize_va_space": "0\n",
    "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
    "sys/devices/system/cpu/cpu1/cpufreq/scaling_governor": "performance\n",
    "sys/devices/system/cpu/cpu0/topology/thread_siblings_list": "0-1\n",
    "sys/devices/system/cpu/cpu1/topology/thread_siblings_list": "0-1\n",
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
        "MEMORY",
        "SWAP",
        "CLOCK",
        "RANDOMISATION",
      ]),
    );
    expect(wrong.filter(({ mend }) => mend === undefined)).toEqual([]);
    expect(findings.find(({ code }) => code === "STEAL")?.detail).toContain("10.00 %");
    expect(findings.find(({ code }) => code === "CPU_QUOTA")?.detail).toContain("1.5 CPUs");
    expect(findings.find(({ code }) => code === "SMT")?.detail).toContain("CPU 1, which measures");
  });

  it("is not accused of what it does not tell", async () => {
    root = writeTree({ "proc/cpuinfo": files["proc/cpuinfo"] });
    const codes = (await examine(null, { platform: "linux", arch: "x64", root })).map(({ code }) => code);
    for (const untold of ["GOVERNOR", "TURBO", "LOAD", "STEAL", "MEMORY", "SWAP", "RESULTS", "CPU_QUOTA"]) {
      expect(codes).not.toContain(untold);
    }
  });
});
