import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { writeTree } from "../support/testing/tree.js";
import { readQuota } from "./quota.js";

it.each([
  ["no limit", { "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n" }, null],
  ["no files", {}, null],
  [
    "a limit of the group itself",
    { "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "150000 100000" },
    1.5,
  ],
  [
    "the tightest of several",
    {
      "proc/self/cgroup": "0::/a/b\n",
      "sys/fs/cgroup/a/b/cpu.max": "400000 100000",
      "sys/fs/cgroup/a/cpu.max": "200000 100000",
    },
    2,
  ],
  [
    "a container that sees itself as root",
    { "proc/self/cgroup": "0::/x\n", "sys/fs/cgroup/cpu.max": "50000 100000" },
    0.5,
  ],
  [
    "version 1",
    {
      "proc/self/cgroup": "3:cpu,cpuacct:/docker/1\n0::/\n",
      "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "300000\n",
      "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    },
    3,
  ],
  [
    "version 1 without limit",
    {
      "proc/self/cgroup": "3:cpu:/\n",
      "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
      "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    },
    null,
  ],
])("%s", (_, files, expected) => {
  const root = writeTree(files as Record<string, string>);
  expect(readQuota({ platform: "linux", arch: "x64", root })).toBe(expected);
  rmSync(root, { recursive: true });
});
