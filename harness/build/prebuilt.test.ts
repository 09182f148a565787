import { join } from "node:path";
import { expect, it } from "vitest";
import { BUNDLE_SCHEMA, type Bundle } from "../model/bundle.js";
import { temporaryProject } from "../support/testing/project.js";
import { openPrebuilt, prebuiltKey, takePrebuilt } from "./prebuilt.js";

const bundle: Bundle = {
  schema: BUNDLE_SCHEMA,
  ...{ version: "0.1.0", platform: "linux", arch: "x64", node: "20.20.2" },
  needs: { glibc: "2.28", libstdcxx: null },
  origin: { name: null, roots: [], commit: null, dirty: false },
  ...{ targets: ["1.1"], files: {} },
  prebuilt: {
    ...{ compiler: "g++ 12", family: "gcc", architecture: "x86-64-v3", device: null },
    needs: { glibc: "2.34", libstdcxx: null },
    declarations: { "1.1": "d" },
    libraries: {
      [prebuiltKey("1.1/a", "targets/one/a.cpp")]: { file: "a.so", inputs: { "targets/one/a.cpp": "h" } },
    },
  },
};

it("takes the place of a compiler, with what was built", async () => {
  const project = temporaryProject();
  project.write("prebuilt/a.so", "library");
  const toolchain = openPrebuilt({ ...bundle, folder: project.root });
  expect(toolchain).toMatchObject({ version: "g++ 12", cxx: [] });
  const job = { label: "1.1/a", sources: [join(project.root, "targets/one/a.cpp")] };
  const take = (label: string) => takePrebuilt({ ...job, label }, toolchain?.prebuilt as never, project.root);
  expect(await take("1.1/a")).toEqual({
    artifact: { library: join(project.root, "prebuilt/a.so"), hash: expect.any(String), files: job.sources },
  });
  expect(await take("1.1/b")).toMatchObject({ problem: { code: "NOT_PREBUILT", mend: expect.any(String) } });
});

it("is none where nothing was built", () => {
  expect(openPrebuilt({ ...bundle, prebuilt: null, folder: "/" })).toBe(null);
});
