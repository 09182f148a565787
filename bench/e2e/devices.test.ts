import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { fakeDrivers } from "../../harness/machine/testing/drivers.js";
import type { Device } from "../../harness/model/device.js";
import type { DoctorReport, RunReport } from "../../harness/model/reports.js";
import { isAlive } from "./testing/processes.js";
import { openProject, type TestProject } from "./testing/project.js";

const UUID = "GPU-00010203-0405-0607-0809-0a0b0c0d0e0f";

/** An nvidia-smi whose device is too hot from the first loop on, and that leaves its number in a file. */
const SMI = `
const fields = query.split("=")[1].split(",");
const values = { uuid: "${UUID}", driver_version: "580.65.06", "pcie.link.gen.max": 5, "pcie.link.width.current": 16,
  "clocks.max.sm": 1980, "clocks.sm": loops ? 1410 : 1980, "utilization.gpu": loops ? 100 : 40,
  "clocks_event_reasons.active": loops ? "0x0000000000000020" : "0x0000000000000000" };
if (query.startsWith("--query-compute-apps")) process.exit(0);
const look = () => console.log(fields.map((field) => values[field] ?? "[N/A]").join(", "));
look();
require("fs").appendFileSync(process.env.SMI_LOG, query + (loops ? " loop " + process.pid : "") + "\\n");
if (loops) setInterval(look, 50);
`;

const nvcc = (() => {
  try {
    execFileSync(process.env.NVCC ?? "nvcc", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

// The machine may be measured on by other tests: runs wait for it.
describe.skipIf(process.platform !== "linux" || !nvcc)(
  "a CUDA device (on Linux; needs nvcc)",
  { timeout: 180_000 },
  () => {
    let project: TestProject;
    let env: Record<string, string>;
    const log = () => project.read("smi.log").trim().split("\n");

    beforeAll(() => {
      const cleanups: (() => void)[] = [];
      project = openProject("pair", (cleanup) => cleanups.push(cleanup));
      const drivers = fakeDrivers({ cuda: { init: 0, devices: 1 }, smi: SMI });
      env = {
        LD_LIBRARY_PATH: drivers.folder,
        PATH: `${drivers.folder}:${process.env.PATH}`,
        SMI_LOG: project.path("smi.log"),
      };
      const file = "targets/vectors/scale/target.ts";
      const cuda = `product: { source: "product.cpp", requires: ["cuda"] }`;
      project.write(file, project.read(file).replace(`product: "product.cpp"`, cuda));
      return () => {
        for (const cleanup of [...cleanups, drivers.remove]) cleanup();
      };
    });

    test("is asked for by nothing that needs none", async () => {
      project.write("smi.log", "");
      for (const args of [["list"], ["check", "1.2"], ["run", "1.2", "--no-record"], ["run", "--help"]]) {
        const { exitCode, stderr } = await project.bench(args, env);
        expect({ args, exitCode, stderr }).toMatchObject({ exitCode: 0 });
      }
      expect(log()).toEqual([""]);
    });

    test("is watched while it is measured, and what disturbed it is a warning", async () => {
      project.write("smi.log", "");
      const { exitCode, json } = await project.bench(["run", "1.1", "--workload", "tiny", "--json"], env);
      expect(exitCode).toBe(0);
      const [result] = json<RunReport>().results;
      expect(result?.variants.product?.state).toBe("measured");
      expect(result?.warnings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            code: "device-throttled",
            message: expect.stringMatching(
              /^NVIDIA H100 80GB HBM3 did not keep .* held back by heat in 100 % of the looks\.$/,
            ),
            advice: expect.stringContaining("nvidia-smi"),
          }),
          expect.objectContaining({
            code: "device-shared",
            message: expect.stringContaining("busy for 40 % of the time before this run"),
            advice: expect.stringContaining("CUDA_VISIBLE_DEVICES"),
          }),
        ]),
      );
      const loops = log().flatMap((line) => / loop (\d+)$/.exec(line)?.[1] ?? []);
      expect(loops).toHaveLength(1);
      expect(isAlive(loops[0] as string)).toBe(false);
    });

    test("is kept in machine.json by a run that records", () => {
      const [machine] = readdirSync(project.path("results"));
      const { devices, features } = JSON.parse(project.read(`results/${machine}/machine.json`));
      expect(devices.filter(({ api }: Device) => api === "cuda")).toEqual([
        {
          ...{ api: "cuda", kind: "gpu", name: "NVIDIA H100 80GB HBM3", platform: null, driver: "580.65.06" },
          ...{ memory_bytes: 85_028_896_768, link: "PCIe 5.0 x16", clock_mhz: 1980, uuid: UUID },
        },
      ]);
      expect(features).not.toContain("cuda");
    });

    test("has a line in bench doctor", async () => {
      const { json } = await project.bench(["doctor", "--json"], env);
      const { findings, machine } = json<DoctorReport>();
      expect(findings.find(({ code }) => code === "CUDA")?.detail).toBe(
        "GPU NVIDIA H100 80GB HBM3, driver 580.65.06, 79.2 GiB, PCIe 5.0 x16, up to 1980 MHz",
      );
      expect(machine.devices?.[0]?.uuid).toBe(UUID);
    });
  },
);
