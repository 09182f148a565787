import { expect, test } from "vitest";
import { nativeEnvironment } from "./environment.js";

test("native code sees what finds devices, and nothing secret", () => {
  const kept = {
    PATH: "/bin",
    XDG_CACHE_HOME: "/cache",
    CUDA_VISIBLE_DEVICES: "1",
    NVIDIA_VISIBLE_DEVICES: "all",
    POCL_CACHE_DIR: "/pocl",
  };
  const withheld = {
    NVIDIA_API_KEY: "nvapi-1",
    CUDA_REGISTRY_TOKEN: "t",
    GITHUB_TOKEN: "g",
    SSH_AUTH_SOCK: "s",
  };
  expect(nativeEnvironment({ ...kept, ...withheld, OMP_NUM_THREADS: undefined })).toEqual(kept);
});
