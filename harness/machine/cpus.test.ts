import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCpuList } from "../support/system.js";
import { writeTree } from "../support/testing/tree.js";
import { type Cpu, chooseCpus, pickCpus } from "./cpus.js";

const cpu = (number: number, parts: Partial<Cpu> = {}): Cpu => ({
  cpu: number,
  siblings: [number],
  isolated: false,
  capacity: 1024,
  ...parts,
});
/** CPUs 0–3 are the first threads of four cores, 4–7 the second. */
const smt = Array.from({ length: 8 }, (_, index) => cpu(index, { siblings: [index % 4, (index % 4) + 4] }));

describe("parseCpuList", () => {
  it.each([
    ["0-3,8", [0, 1, 2, 3, 8]],
    ["5", [5]],
    ["", []],
  ])("%j", (list, expected) => {
    expect(parseCpuList(list)).toEqual(expected);
  });
});

describe("pickCpus", () => {
  it("leaves CPU 0 to the rest", () => {
    expect(pickCpus([cpu(0), cpu(1)], 1)).toEqual({ measuring: [1], others: [0] });
  });

  it("takes what there is", () => {
    expect(pickCpus([cpu(0)], 1)).toEqual({ measuring: [0], others: [0] });
    expect(pickCpus([cpu(0), cpu(1)], 2)).toEqual({ measuring: [0, 1], others: [0, 1] });
  });

  it("keeps everything else off the second thread of the measuring core", () => {
    expect(pickCpus(smt, 1)).toEqual({ measuring: [7], others: [0, 1, 2, 4, 5, 6] });
  });

  it("takes whole cores before second threads, and the core of CPU 0 last", () => {
    expect(pickCpus(smt, 3)).toEqual({ measuring: [5, 6, 7], others: [0, 4] });
    expect(pickCpus(smt, 4).measuring).toEqual([4, 5, 6, 7]);
    expect(pickCpus(smt, 5).measuring).toEqual([3, 4, 5, 6, 7]);
  });

  it("prefers isolated CPUs, then fast ones", () => {
    expect(pickCpus([cpu(0), cpu(1, { isolated: true }), cpu(2), cpu(3)], 1).measuring).toEqual([1]);
    expect(
      pickCpus([cpu(0), cpu(1), cpu(2, { capacity: 400 }), cpu(3, { capacity: 400 })], 1).measuring,
    ).toEqual([1]);
  });

  it("refuses more threads than CPUs", () => {
    expect(() => pickCpus([cpu(0), cpu(1)], 3)).toThrow("TOO_FEW_CPUS");
  });
});

describe("chooseCpus", () => {
  it("sees only the CPUs that this process may use", () => {
    const root = writeTree({
      "proc/self/status":
        "Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t2-3,6\nMems_allowed_list:\t0\n",
      "sys/devices/system/cpu/isolated": "\n",
      "sys/devices/system/cpu/cpu2/topology/thread_siblings_list": "2,6\n",
      "sys/devices/system/cpu/cpu3/topology/thread_siblings_list": "3,7\n",
      "sys/devices/system/cpu/cpu6/topology/thread_siblings_list": "2,6\n",
    });
    expect(chooseCpus(1, { platform: "linux", arch: "x64", root })).toEqual({ measuring: [6], others: [3] });
    rmSync(root, { recursive: true });
  });

  it("does not pin outside Linux", () => {
    const system = { platform: "darwin", arch: "arm64", root: "/nowhere" } as const;
    expect(chooseCpus(4, system)).toEqual({ measuring: [], others: [] });
  });
});
