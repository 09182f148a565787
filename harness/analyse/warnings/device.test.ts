import { describe, expect, test } from "vitest";
import type { DeviceSample, DeviceWatch } from "../../model/device.js";
import { deviceWarnings } from "./device.js";

const quiet: DeviceWatch = { device: "NVIDIA H100", idle: 0, others: [], samples: [] };
const look = (sm_mhz: number | null, reasons: number | null = 0, utilization: number | null = 90) =>
  ({ sm_mhz, reasons, utilization }) satisfies DeviceSample;
const of = (...samples: readonly DeviceSample[]) => deviceWarnings({ ...quiet, samples });

describe("device-throttled", () => {
  test("a clock that fell by more than 5 % of its median", () => {
    const steady = [look(1980), look(1980), look(1980), look(1980)];
    expect(of(...steady, look(1885))).toEqual([]);
    expect(of(...steady, look(1860))).toEqual([
      {
        code: "device-throttled",
        message:
          "NVIDIA H100 did not keep its clock while it was measured: its clock fell to 1860 MHz, the median was 1980 MHz.",
        advice: "Fix a clock that it holds: sudo nvidia-smi --lock-gpu-clocks=1860",
      },
    ]);
  });

  test("the low clock of an idle device is none, nor the rise from it", () => {
    const idle = look(345, 1, 0);
    expect(of(look(345), look(1980), look(1980), idle, idle, look(1200), look(1980), look(1980))).toEqual([]);
  });

  test.each([
    [0x04, "by its power limit"],
    [0x08, "by the hardware, for heat or power"],
    [0x20, "by heat"],
    [0x48, "by the hardware, for heat or power"],
    [0x80, "by the power supply"],
  ])("what held it back: %d", (bits, words) => {
    const [warning] = of(look(1980), look(1980, bits), look(1980), look(1980), look(1980));
    expect(warning?.message).toBe(
      `NVIDIA H100 did not keep its clock while it was measured: it was held back ${words} in 25 % of the looks.`,
    );
  });

  test.each([
    ["clocks set on purpose", 0x02],
    ["clocks of a display", 0x100],
    ["clocks kept alike with other devices", 0x10],
  ])("%s are not held back", (_, bits) => {
    expect(of(look(1980, bits), look(1980, bits), look(1980, bits))).toEqual([]);
  });

  test("nothing told, nothing said", () => {
    expect(of()).toEqual([]);
    expect(of(look(null, null, null), look(null, null, null), look(null, null, null))).toEqual([]);
  });
});

describe("device-shared", () => {
  test("a device that was busy before it was used", () => {
    expect(deviceWarnings({ ...quiet, idle: 5 })).toEqual([]);
    expect(deviceWarnings({ ...quiet, idle: null })).toEqual([]);
    expect(deviceWarnings({ ...quiet, idle: 37 })).toEqual([
      {
        code: "device-shared",
        message:
          "NVIDIA H100 was not left to this run alone: it was busy for 37 % of the time before this run used it.",
      },
    ]);
  });

  test("other processes, seen or not", () => {
    const seen = { pid: 42, name: "python3", memory_mib: 512 };
    const one = deviceWarnings({ ...quiet, others: [{ ...seen, memory_mib: null }] });
    expect(one[0]?.message).toBe(
      "NVIDIA H100 was not left to this run alone: another process computed there: python3 (process 42).",
    );
    const [both] = deviceWarnings({ ...quiet, others: [seen, { pid: 7, name: null, memory_mib: 1 }] });
    expect(both?.message).toBe(
      "NVIDIA H100 was not left to this run alone: other processes computed there: python3 (process 42, 512 MiB), " +
        "process 7, 1 MiB (of another container or the host: it cannot be seen from here).",
    );
  });
});
