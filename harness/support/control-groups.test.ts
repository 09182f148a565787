import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { cpuGroups, readThrottled } from "./control-groups.js";
import { writeTree } from "./testing/tree.js";

const at = <T>(files: Readonly<Record<string, string>>, read: (root: string) => T): T => {
  const root = writeTree(files);
  try {
    return read(root);
  } finally {
    rmSync(root, { recursive: true });
  }
};
const throttled = (files: Readonly<Record<string, string>>) =>
  at(files, (root) => readThrottled({ platform: "linux", arch: "x64", root }));

it("knows every level, and only controllers of CPU time", () => {
  const groups = at({ "proc/self/cgroup": "4:memory:/x\n3:cpu,cpuacct:/d\n0::/a\n" }, (root) =>
    cpuGroups({ platform: "linux", arch: "x64", root }),
  );
  expect(groups).toEqual([
    { version: 1, folder: "sys/fs/cgroup/cpu/d" },
    { version: 1, folder: "sys/fs/cgroup/cpu/" },
    { version: 2, folder: "sys/fs/cgroup/a" },
    { version: 2, folder: "sys/fs/cgroup/" },
  ]);
});

it.each([
  ["nothing to count", { "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.stat": "usage_usec 5\n" }, null],
  ["no control groups", {}, null],
  [
    "version 2, over all levels",
    {
      "proc/self/cgroup": "0::/a\n",
      "sys/fs/cgroup/a/cpu.stat": "usage_usec 5\nnr_periods 9\nnr_throttled 2\nthrottled_usec 300\n",
      "sys/fs/cgroup/cpu.stat": "nr_throttled 1\nthrottled_usec 50\n",
    },
    350_000,
  ],
  [
    "version 1",
    {
      "proc/self/cgroup": "3:cpu,cpuacct:/\n",
      "sys/fs/cgroup/cpu/cpu.stat": "nr_periods 9\nnr_throttled 2\nthrottled_time 12345\n",
    },
    12_345,
  ],
])("reads how long quotas stopped the process: %s", (_, files, expected) => {
  expect(throttled(files as Record<string, string>)).toBe(expected);
});
