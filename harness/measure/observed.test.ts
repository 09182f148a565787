import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { writeTree } from "../support/testing/tree.js";
import { observe } from "./observed.js";

let root = "";
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A driver of which only the counters are used: each reading finds all of them one higher. */
const counting = (work = 0) => {
  let readings = 0;
  return {
    usage() {
      const count = ++readings;
      const faults = { minorFaults: count, majorFaults: count, childFaults: 0 };
      return { voluntary: count, involuntary: count, ...faults, worked: work * count };
    },
  };
};
const stat = (steal: number, siblingUser: number) =>
  `cpu1 5 0 0 9 0 0 0 ${steal}\ncpu3 ${siblingUser} 0 0 9 0 0 0 0\n`;
const CPU1 = "sys/devices/system/cpu/cpu1";

test("what happened between begin and end, and switches of timed rounds alone", () => {
  root = writeTree({
    "proc/stat": stat(4, 10),
    "proc/thread-self/schedstat": "1000 500 3\n",
    "proc/self/cgroup": "0::/\n",
    "sys/fs/cgroup/cpu.stat": "throttled_usec 100\n",
    [`${CPU1}/topology/thread_siblings_list`]: "1,3\n",
    [`${CPU1}/cpufreq/scaling_governor`]: "powersave\n",
    [`${CPU1}/cpufreq/scaling_available_governors`]: "performance powersave\n",
    [`${CPU1}/cpufreq/scaling_cur_freq`]: "1200000\n",
    "sys/devices/system/cpu/cpufreq/boost": "1\n",
  });
  const observation = observe(counting(), [1], { platform: "linux", arch: "x64", root });
  expect(observation.during(() => "result")).toBe("result");
  observation.during(() => writeFileSync(join(root, "proc/thread-self/schedstat"), "2000 800 4\n"));
  writeFileSync(join(root, "proc/stat"), stat(6, 17));
  writeFileSync(join(root, "sys/fs/cgroup/cpu.stat"), "throttled_usec 130\n");
  writeFileSync(join(root, `${CPU1}/cpufreq/scaling_cur_freq`), "3400000\n");
  expect(observation.end()).toMatchObject({
    voluntarySwitches: 2,
    involuntarySwitches: 2,
    waited: 300,
    minorFaults: 2,
    majorFaults: 2,
    stealTicks: 2,
    siblings: 1,
    siblingTicks: 7,
    throttled: 30_000,
    megahertz: { before: 1200, after: 3400 },
    governor: "powersave",
    turbo: true,
  });
});

test.each([
  [[1], 200],
  [[1, 3], 300],
])("on CPUs %j, of 300 ns that the thread waited %d were others'", (cpus, waited) => {
  root = writeTree({ "proc/thread-self/schedstat": "1000 500 3\n" });
  // Threads of the libraries work for 100 ns between two readings.
  const observation = observe(counting(100), cpus, { platform: "linux", arch: "x64", root });
  observation.during(() => writeFileSync(join(root, "proc/thread-self/schedstat"), "2000 800 4\n"));
  expect(observation.end()).toMatchObject({ waited });
});

test("where the system tells nothing, nothing is made up", () => {
  root = writeTree({});
  const { elapsed, load, ...told } = observe(counting(), [1], { platform: "linux", arch: "x64", root }).end();
  expect(elapsed).toBeGreaterThan(0);
  expect(load).toBeGreaterThanOrEqual(0);
  expect(told).toEqual({
    voluntarySwitches: 0,
    involuntarySwitches: 0,
    waited: null,
    minorFaults: 0,
    majorFaults: 0,
    stealTicks: 0,
    siblings: 0,
    siblingTicks: 0,
    throttled: null,
    megahertz: null,
    governor: null,
    turbo: null,
  });
});
