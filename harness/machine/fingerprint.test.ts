import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Machine } from "../model/machine.js";
import { writeTree } from "../support/testing/tree.js";
import { parseSysctl } from "./darwin.js";
import { fingerprint } from "./fingerprint.js";

const CACHE = "sys/devices/system/cpu/cpu0/cache";
const files: Record<string, string> = {
  "proc/cpuinfo":
    "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 17\nmodel name\t: AMD EPYC\nstepping\t: 1\ncpu MHz\t\t: 2596\nflags\t\t: fpu sse4_2 avx2 tsc hypervisor\n\n",
  "proc/sys/kernel/osrelease": "6.1.0\n",
  "etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
  "sys/devices/system/clocksource/clocksource0/available_clocksource": "tsc kvm-clock \n",
  [`${CACHE}/index0/level`]: "1\n",
  [`${CACHE}/index0/type`]: "Data\n",
  [`${CACHE}/index0/size`]: "32K\n",
  [`${CACHE}/index3/level`]: "3\n",
  [`${CACHE}/index3/type`]: "Unified\n",
  [`${CACHE}/index3/size`]: "32M\n",
  [`${CACHE}/uevent`]: "",
};

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});
function linux(changes: Record<string, string> = {}, arch = "x64"): Promise<Machine> {
  const root = writeTree({ ...files, ...changes });
  roots.push(root);
  return fingerprint({ platform: "linux", arch, root });
}

describe("fingerprint", () => {
  it("describes a Linux guest", async () => {
    expect(await linux()).toEqual({
      id: expect.stringMatching(/^amd-epyc-zen4-1c-[0-9a-f]{4}$/),
      cpu: "AMD EPYC",
      isa: "x86-64",
      features: ["fpu", "sse4_2", "avx2", "tsc", "hypervisor"],
      cpus: 1,
      caches: [
        { level: 1, type: "Data", bytes: 32_768 },
        { level: 3, type: "Unified", bytes: 33_554_432 },
      ],
      os: "Debian GNU/Linux 12 (bookworm)",
      kernel: "6.1.0",
      virtual: "KVM",
    });
  });

  it("keeps its id over updates, flags of the kernel's own, and frequency", async () => {
    const before = (await linux()).id;
    const cpuinfo = files["proc/cpuinfo"] ?? "";
    const after = await linux({
      "proc/sys/kernel/osrelease": "6.12.0\n",
      "etc/os-release": "PRETTY_NAME=Debian 13\n",
      "proc/cpuinfo": cpuinfo.replace("2596", "3100").replace(" tsc ", " tsc ibrs_enhanced "),
    });
    expect(after.id).toBe(before);
    expect((await linux({ "proc/cpuinfo": cpuinfo.replace("avx2", "avx2 avx512f") })).id).not.toBe(before);
    expect((await linux({ [`${CACHE}/index3/size`]: "16M\n" })).id).not.toBe(before);
  });

  it("knows bare metal, and names the maker of a virtual machine", async () => {
    const cpuinfo = (files["proc/cpuinfo"] ?? "").replace(" hypervisor", "");
    expect((await linux({ "proc/cpuinfo": cpuinfo })).virtual).toBeNull();
    expect((await linux({ "sys/class/dmi/id/sys_vendor": "Amazon EC2\n" })).virtual).toBe("Amazon EC2");
    const clocks = "sys/devices/system/clocksource/clocksource0/available_clocksource";
    expect((await linux({ [clocks]: "tsc" })).virtual).toBe("unknown hypervisor");
  });

  it("describes Arm, where metal instances have the vendor's firmware too", async () => {
    const arm = {
      "proc/cpuinfo":
        "processor\t: 0\nFeatures\t: fp asimd sve\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU part\t: 0xd40\n",
      "sys/class/dmi/id/sys_vendor": "Amazon EC2",
      "sys/class/dmi/id/product_name": "c7g.metal",
      "sys/devices/system/clocksource/clocksource0/available_clocksource": "arch_sys_counter",
    };
    expect(await linux(arm, "arm64")).toMatchObject({
      id: expect.stringMatching(/^arm-neoverse-v1-1c-/),
      isa: "aarch64+sve",
      virtual: null,
    });
    expect((await linux({ ...arm, "sys/class/dmi/id/product_name": "c7g.large" }, "arm64")).virtual).toBe(
      "Amazon EC2",
    );
  });

  it("claims no device from the names of files", async () => {
    const machine = await linux({ "dev/nvidia0": "", "etc/OpenCL/vendors/pocl.icd": "libpocl.so" });
    expect(machine).toEqual(await linux());
  });

  it.each(["win32", "freebsd"] as const)("refuses %s", async (platform) => {
    await expect(fingerprint({ platform, arch: "x64", root: "/" })).rejects.toMatchObject({
      problem: { code: "UNSUPPORTED_PLATFORM" },
    });
  });
});

describe("parseSysctl", () => {
  it("describes Apple silicon in Linux' words", () => {
    const output = [
      "hw.logicalcpu: 8",
      "hw.cpufamily: 3660830781",
      "hw.perflevel0.l1dcachesize: 131072",
      "hw.perflevel0.l2cachesize: 16777216",
      "hw.optional.AdvSIMD: 1",
      "hw.optional.arm.FEAT_DotProd: 1",
      "hw.optional.arm.FEAT_BF16: 1",
      "hw.optional.arm.FEAT_SME: 0",
      "machdep.cpu.brand_string: Apple M2 Pro",
      "kern.osproductversion: 14.5",
      "kern.osrelease: 23.5.0",
      "kern.hv_vmm_present: 0",
    ].join("\n");
    expect(parseSysctl(output)).toEqual({
      id: expect.stringMatching(/^apple-m2-pro-8c-[0-9a-f]{4}$/),
      cpu: "Apple M2 Pro",
      isa: "aarch64",
      features: ["asimd", "asimddp", "bf16"],
      cpus: 8,
      caches: [
        { level: 1, type: "Data", bytes: 131_072 },
        { level: 2, type: "Unified", bytes: 16_777_216 },
      ],
      os: "macOS 14.5",
      kernel: "23.5.0",
      virtual: null,
    });
  });
});
