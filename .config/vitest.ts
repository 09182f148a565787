import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

const WAIT_MS = 600_000;

export default defineConfig({
  root,
  resolve: { alias: { pawl: `${root}harness/index.ts` } },
  test: {
    include: ["{bench,harness,targets}/**/*.test.ts"],
    // Real compilers and real child processes on two cores.
    globalSetup: `${root}bench/e2e/testing/builds.ts`,
    // Measuring waits for whoever else measures on this machine, and builds do too: slow is not hung.
    testTimeout: WAIT_MS,
    hookTimeout: WAIT_MS,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    env: { NO_COLOR: "1" },
  },
});
