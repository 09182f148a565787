import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { runTool } from "../../harness/support/spawn.js";
import { runDocument } from "./testing/documents.js";
import { type Finished, openProject, type TestProject } from "./testing/project.js";

/** Measuring waits for others on this machine. */
const timeout = 400_000;

const run = (project: TestProject, id: string, ...more: string[]) =>
  project.bench(["run", id, "--no-record", "--budget", "0.3", "--json", ...more], { TMPDIR: project.root });

const variantsOf = (finished: Finished) => finished.json<RunReport>().results[0]?.variants ?? {};

describe("variants that tell of a device", () => {
  const project = openProject("device", afterAll);
  let finished: Finished;
  beforeAll(async () => {
    finished = await run(project, "G.8");
  }, timeout);

  test("are measured with its name and its time, as far as it is known", () => {
    v.parse(runDocument, finished.json());
    const { host, timed, named } = variantsOf(finished);
    expect(host).toMatchObject({ state: "measured" });
    expect(host).not.toHaveProperty("device");
    expect(host).not.toHaveProperty("device_us");
    expect(timed).toMatchObject({ state: "measured", device: "Fake 2000", device_us: 1.5 });
    expect(named).toMatchObject({ state: "measured", device: "Fake 1000", device_us: null });
  });

  test("record no events before all is timed", () => {
    const trials = project.read("events").trim().split("\n");
    expect(trials.length).toBeGreaterThanOrEqual(5);
    for (const [plain = 0, recorded = 0] of trials.map((line) => line.split(" ").map(Number))) {
      expect(recorded).toBeGreaterThan(20);
      // Every sample of the epoch, and its warm-up: no call was recorded before.
      expect(plain).toBeGreaterThan(recorded);
    }
  });

  test.each([
    ["full", "G.8/full fails on its device: CL_OUT_OF_RESOURCES: no memory is left (workload tiny)."],
    ["lost", "G.8/lost fails on its device: cudaErrorUnknown: it fell off the bus (workload tiny)."],
  ])("that %s are invalid, in the words of its runtime", (name, message) => {
    expect(finished.exitCode).toBe(5);
    expect(variantsOf(finished)[name]).toMatchObject({
      state: "invalid",
      verified: false,
      problem: { code: "DEVICE_ERROR", message, where: `targets/vectors/fake/${name}.cpp` },
    });
  });

  test("that break the device of others are told from these", { timeout }, async () => {
    const shared = await run(project, "G.7");
    expect(shared.exitCode).toBe(5);
    const { host, victim, breaker } = variantsOf(shared);
    expect([host, victim].map((one) => one?.state)).toEqual(["measured", "measured"]);
    expect(breaker).toMatchObject({ state: "invalid", problem: { code: "DEVICE_ERROR" } });
  });

  test("stand in the table with device and device time", { timeout }, async () => {
    const args = ["run", "G.8", "--no-record", "--budget", "0.1", "--variant", "timed"];
    const { exitCode, stdout } = await project.bench(args, { TMPDIR: project.root });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/median +on the device +ratio to host/);
    expect(stdout).toMatch(/^timed .* 1\.500 us /m);
    expect(stdout).toContain("\ntimed: on Fake 2000\n");
  });
});

/** Headers, a library to link and a device that answers. */
const PROBE = `#include <CL/cl.h>
int main(void) {
  cl_platform_id platform;
  cl_device_id device;
  if (clGetPlatformIDs(1, &platform, 0) != CL_SUCCESS) return 1;
  return clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 1, &device, 0) != CL_SUCCESS;
}
`;
async function openclWorks(): Promise<boolean> {
  const project = openProject(null, afterAll);
  project.write("probe.c", PROBE);
  const words = ["-DCL_TARGET_OPENCL_VERSION=120", "probe.c", "-lOpenCL", "-o", "probe"];
  const built = await runTool("gcc", words, { cwd: project.root });
  return built.exitCode === 0 && (await runTool(project.path("probe"), [])).exitCode === 0;
}
const opencl = await openclWorks();
const missing = opencl
  ? ""
  : " (no OpenCL device, or not its headers: apt-get install ocl-icd-opencl-dev pocl-opencl-icd)";

describe.skipIf(!opencl)(`a kernel in OpenCL${missing}`, () => {
  const project = openProject("device", afterAll);

  test("is measured beside its host, on a device that has a name", { timeout }, async () => {
    const finished = await run(project, "G.9", "--variant", "cl", "--counter", "instructions");
    expect(finished.exitCode).toBe(0);
    v.parse(runDocument, finished.json());
    const { cl } = variantsOf(finished);
    expect(cl).toMatchObject({ state: "measured", verified: true, device: expect.stringMatching(/./) });
    expect(cl?.device_us).toBeGreaterThan(0);
    // What its runtime needs besides is no fault of it.
    const [result] = finished.json<RunReport>().results;
    const codes = result?.warnings.map(({ code }) => code) ?? [];
    expect(
      codes.filter((code) => ["variant-starts-process", "waits", "verdict-withheld"].includes(code)),
    ).toEqual([]);
    if (result?.counter === undefined) return; // nobody counts here
    expect(cl?.instructions).toBeNull();
    expect(result.warnings).toContainEqual({
      code: "instructions-not-counted",
      message:
        "The instructions of cl are not counted: it works on a device (opencl), where nothing is counted.",
    });
  });

  test("is proven with sanitizers, too", { timeout }, async () => {
    const sanitized = ["--sanitize", "address,undefined", "--fuzz", "3"];
    const { exitCode, stdout } = await project.bench(["check", "G.9", "--variant", "cl", ...sanitized]);
    expect(stdout).toMatch(/verified +cl/);
    expect(exitCode).toBe(0);
  });

  test("has done its work when it returns, whatever threads it may have", { timeout }, async () => {
    const { exitCode, stdout } = await project.bench(["check", "G.9"]);
    expect(stdout).toMatch(/verified +cl\n +invalid +hasty\n +WORK_DEFERRED /);
    expect(exitCode).toBe(5);
  });
});
