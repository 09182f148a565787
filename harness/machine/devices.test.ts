import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { packageRoot } from "../support/package.js";
import { probeDevices } from "./devices.js";
import { type Drivers, fakeDrivers } from "./testing/drivers.js";

let drivers: Drivers | undefined;
afterEach(() => {
  vi.unstubAllEnvs();
  drivers?.remove();
});

/** What is found where these drivers are, and no OpenCL driver. */
function probe(parts: Parameters<typeof fakeDrivers>[0], { patience = 30, visible = "" } = {}) {
  drivers = fakeDrivers(parts);
  vi.stubEnv("LD_LIBRARY_PATH", drivers.folder);
  vi.stubEnv("PATH", drivers.folder);
  vi.stubEnv("OCL_ICD_VENDORS", drivers.folder);
  vi.stubEnv("CUDA_VISIBLE_DEVICES", visible === "" ? undefined : visible);
  return probeDevices(patience);
}

/** Milliseconds: how long something that will happen is waited for on a busy machine. */
const WAIT = { timeout: 20_000 };
const UUIDS = ["GPU-00010203-0405-0607-0809-0a0b0c0d0e0f", "GPU-10111213-1415-1617-1819-1a1b1c1d1e1f"];
const answering = (...lines: string[]) => `console.log(${JSON.stringify(lines.join("\n"))});`;
const refusing = (text: string) => `console.log(${JSON.stringify(text)}); process.exitCode = 18;`;

describe.skipIf(process.platform !== "linux")("CUDA (on Linux)", () => {
  it("lists devices as the driver does, with what nvidia-smi adds", async () => {
    const smi = answering(
      `${UUIDS[1]}, 580.65.06, 5, 16, 1980`,
      `${UUIDS[0]}, 580.65.06, [N/A], [N/A], [Not Supported]`,
    );
    const { devices, missing } = await probe({ cuda: { init: 0, devices: 2 }, smi });
    const one = { api: "cuda", kind: "gpu", name: "NVIDIA H100 80GB HBM3", platform: null };
    const both = { ...one, driver: "580.65.06", memory_bytes: 85_028_896_768, clock_mhz: 1980 };
    expect(devices).toEqual([
      { ...both, link: null, uuid: UUIDS[0] },
      { ...both, link: "PCIe 5.0 x16", uuid: UUIDS[1] },
    ]);
    expect(missing.cuda).toBeNull();
  });

  it("lists them without nvidia-smi", async () => {
    const { devices } = await probe({ cuda: { init: 0, devices: 1 } });
    expect(devices).toMatchObject([{ driver: "CUDA 13.2", clock_mhz: 1980, link: null }]);
  });

  it.each([
    ["no device", 100, "cuInit: no CUDA-capable device is detected (100)"],
    ["an error that it does not name itself", 999, "cuInit: an error without a name (999)"],
    ["none in its list", 0, "the NVIDIA driver has no device"],
    [
      "a crash",
      "raise(SIGSEGV); return 0;",
      "the NVIDIA driver ended the process that asked it for devices (SIGSEGV)",
    ],
    ["an exit", "_exit(3);", "the NVIDIA driver ended the process that asked it for devices (exit code 3)"],
  ])("tells why there is none: %s", async (_, init, reason) => {
    const { devices, missing } = await probe({ cuda: { init, devices: 0 } });
    expect(devices).toEqual([]);
    expect(missing.cuda).toBe(reason);
  });

  it("gives up a driver that hangs", async () => {
    const { missing } = await probe({ cuda: { init: "pause(); return 0;", devices: 0 } }, { patience: 1 });
    expect(missing.cuda).toBe("the NVIDIA driver did not answer within 1 s");
  });

  it("leaves no process behind that a driver keeps, whatever becomes of the one that asked", async () => {
    drivers = fakeDrivers({ cuda: { init: 'symlink("here", "begun"); pause(); return 0;', devices: 0 } });
    const probe = JSON.stringify([join(packageRoot, "dist", "device-probe.js"), ["cuda"]]);
    const script = `const probe = require("child_process").fork(...${probe}, { detached: true, stdio: "ignore" });
      console.log(probe.pid);`;
    const asking = spawn(process.execPath, ["-e", script], {
      ...{
        cwd: drivers.folder,
        env: { LD_LIBRARY_PATH: drivers.folder },
        stdio: ["ignore", "pipe", "ignore"],
      },
    });
    const [pid] = await once(asking.stdout.setEncoding("utf8"), "data");
    await vi.waitFor(() => lstatSync(join(drivers?.folder ?? "", "begun")), WAIT);
    asking.kill("SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH"), WAIT);
  });

  it("tells what nvidia-smi says, and what hides devices", async () => {
    const smi = refusing(
      "Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 580.82",
    );
    const { missing } = await probe({ cuda: { init: 803, devices: 0 }, smi }, { visible: "7" });
    expect(missing.cuda).toBe(
      "cuInit: system has unsupported display driver / cuda driver combination (803); " +
        "nvidia-smi: Failed to initialize NVML: Driver/library version mismatch NVML library version: 580.82; " +
        'CUDA_VISIBLE_DEVICES is "7"',
    );
  });
});

describe("OpenCL", () => {
  it("tells why there is no device", async () => {
    const { missing, devices } = await probe({});
    expect(devices.filter(({ api }) => api === "opencl")).toEqual([]);
    expect(missing.opencl).toMatch(/^(there is no OpenCL loader|no OpenCL driver \(ICD\) is registered)/);
  });

  describe.skipIf(process.platform !== "linux")("platforms (on Linux)", () => {
    it("do not lose a device to one that fails", async () => {
      const { devices, missing } = await probe({ opencl: [-6, 0] });
      expect(devices.filter(({ api }) => api === "opencl")).toEqual([
        {
          ...{ api: "opencl", kind: "gpu", name: "Radeon", platform: "second", driver: "6.2" },
          ...{ memory_bytes: 2 ** 30, link: null, clock_mhz: 1500, uuid: null },
        },
      ]);
      expect(missing.opencl).toBeNull();
    });

    it("say each why it has no device", async () => {
      const { missing } = await probe({ opencl: [-6, -1] });
      expect(missing.opencl).toBe("first: clGetDeviceIDs failed (-6); second has no device");
    });
  });

  const pocl = existsSync(join(process.env.OCL_ICD_VENDORS ?? "/etc/OpenCL/vendors", "pocl.icd"));
  it.skipIf(!pocl)("never calls a CPU a GPU (needs PoCL: pocl-opencl-icd)", async () => {
    const { devices, missing } = await probeDevices();
    expect(missing.opencl).toBeNull();
    expect(devices.find(({ platform }) => platform === "Portable Computing Language")).toMatchObject({
      api: "opencl",
      kind: "cpu",
      name: expect.stringMatching(/\S/),
      driver: expect.stringMatching(/^\d/),
      memory_bytes: expect.any(Number),
      link: null,
      uuid: null,
    });
  });
});
