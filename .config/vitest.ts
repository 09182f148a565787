import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { pawl: `${root}harness/index.ts` } },
  test: {
    include: ["{bench,harness,targets}/**/*.test.ts"],
    // Real compilers and real child processes on two cores.
    globalSetup: `${root}bench/e2e/testing/builds.ts`,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    env: { NO_COLOR: "1" },
  },
});
