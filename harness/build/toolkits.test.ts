import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { hashOfFile } from "../support/hash.js";
import { temporaryProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant } from "../support/testing/target.js";
import { buildTargets, describeToolchain, findToolchain, type TargetBuild } from "./index.js";
import type { Toolchain } from "./toolchain.js";

test("without OpenCL's headers it is no fault of the variant that it does not build", async () => {
  const project = temporaryProject();
  project.write("sdk/CL/cl.h", "#error not installed");
  vi.stubEnv("CPLUS_INCLUDE_PATH", join(project.root, "sdk"));
  onTestFinished(() => void vi.unstubAllEnvs());
  const at = { sources: ["targets/demo/device.cpp"], link: ["-lOpenCL"] };
  project.write("targets/demo/device.cpp", "#include <CL/cl.h>\n");
  const variants = [
    sampleVariant("device", { ...at, requires: ["opencl"] }),
    sampleVariant("undeclared", at),
    sampleVariant("lost", { ...at, sources: ["targets/demo/lost.cpp"], requires: ["opencl"] }),
  ];
  const target = sampleTarget({ kernel: { name: "kernel", args: { n: "usize" } } }, variants);
  const builds = await buildTargets(project, [{ target, variants }], {
    toolchain: await findToolchain("this CPU"),
    signal: new AbortController().signal,
    onBuilt: () => {},
  });
  const { problems } = builds.get("1.1") as TargetBuild;
  expect(problems.get("device")).toMatchObject({
    code: "TOOLKIT_MISSING",
    message: expect.stringMatching(/^1\.1\/device cannot be built here: <CL\/cl\.h>/),
    mend: expect.stringContaining("apt-get install -y ocl-icd-opencl-dev"),
  });
  expect(problems.get("undeclared")?.code).toBe("COMPILE_ERROR");
  expect(problems.get("lost")?.code).toBe("SOURCE_MISSING");
});

test("where the toolkit is missing, what was built elsewhere will do, as long as it is of these sources", async () => {
  const project = temporaryProject();
  vi.stubEnv("NVCC", "/nonexistent");
  onTestFinished(() => void vi.unstubAllEnvs());
  project.write("targets/demo/device.cu", "no compiler reads it");
  const plain = await findToolchain("this CPU");
  const device = sampleVariant("device", { sources: ["targets/demo/device.cu"], requires: ["cuda"] });
  const host = sampleVariant("host", { sources: ["targets/demo/host.cpp"] });
  const target = sampleTarget({ kernel: { name: "kernel", args: { n: "usize" } } }, [device, host]);
  project.write("targets/demo/host.cpp", '#include "pawl/1.1.h"\nvoid kernel(size_t) {}\n');
  const build = async (toolchain: Toolchain) => {
    const options = { toolchain, signal: new AbortController().signal, onBuilt: () => {} };
    const builds = await buildTargets(project, [{ target, variants: [device, host] }], options);
    return builds.get("1.1") as TargetBuild;
  };
  // As at home, where it would have been built of the .cu: any library with these symbols.
  const compiled = (await build(plain)).artifacts.get("host")?.library ?? "";
  cpSync(compiled, join(project.root, "prebuilt", "device.so"));
  const bundled = (input: string): Toolchain => ({
    ...plain,
    elsewhere: {
      ...{ compiler: "g++ 12", family: "gcc", architecture: "x86-64-v3", folder: project.root },
      device: { compiler: "release 13.0", flags: ["--fmad=false"] },
      needs: { glibc: null, libstdcxx: null },
      declarations: { "1.1": target.hash },
      libraries: {
        "1.1/device device.cu": { file: "device.so", inputs: { "targets/demo/device.cu": input } },
      },
    },
  });
  const same = bundled(hashOfFile(project.root, "targets/demo/device.cu") ?? "");
  const { artifacts, problems } = await build(same);
  expect(problems.size).toBe(0);
  expect(artifacts.get("device")?.library).toBe(join(project.root, "prebuilt/device.so"));
  expect(artifacts.get("host")?.library).toBe(compiled);
  expect(await describeToolchain(same, [device])).toEqual({
    compiler: `${plain.version}; release 13.0`,
    flags: expect.arrayContaining(["-march=native", "--fmad=false"]),
  });
  expect((await build(bundled("another"))).problems.get("device")?.code).toBe("TOOLKIT_MISSING");
});
