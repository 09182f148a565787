import type { DeviceProcess, DeviceSample, DeviceWatch } from "../../model/device.js";
import type { Warning } from "../../model/problem.js";
import { median } from "../samples.js";
import { percent } from "./text.js";

/** Bits of NVML's `nvmlClocksEventReasons` (nvml.h). */
const IDLE = 0x1;
/** Those that slow a device down against its will, in words. */
const HELD_BACK: readonly [number, string][] = [
  [0x04, "its power limit"],
  [0x08 | 0x40, "the hardware, for heat or power"],
  [0x20, "heat"],
  [0x80, "the power supply"],
];

/** A clock so much lower than its median is another clock. */
const DROP = 0.05;
/** Fewer looks at a working device say nothing of its usual clock. */
const FEWEST_LOOKS = 3;
/** Above it, in percent, somebody else's kernels ran. */
const BUSY = 5;

/** Doubts about a device while variants were timed on it. */
export const deviceWarnings = (watch: DeviceWatch): Warning[] =>
  [throttled(watch), shared(watch)].flatMap((warning) => warning ?? []);

function throttled({ device, samples }: DeviceWatch): Warning | null {
  const working = atWork(samples);
  const clocks = Float64Array.from(working.flatMap(({ sm_mhz }) => sm_mhz ?? []));
  const [usual, lowest] = [median(clocks), Math.min(...clocks)];
  const dropped = clocks.length >= FEWEST_LOOKS && lowest < usual * (1 - DROP);
  const reasons = HELD_BACK.flatMap(([bits, words]) => {
    const looks = working.filter(({ reasons }) => ((reasons ?? 0) & bits) !== 0).length;
    return looks === 0 ? [] : [`by ${words} in ${percent(looks / working.length)} of the looks`];
  });
  if (!dropped && reasons.length === 0) return null;
  const facts = [
    ...(dropped ? [`its clock fell to ${lowest} MHz, the median was ${usual} MHz`] : []),
    ...(reasons.length > 0 ? [`it was held back ${reasons.join(", ")}`] : []),
  ];
  return {
    code: "device-throttled",
    message: `${device} did not keep its clock while it was measured: ${facts.join("; ")}.`,
    ...(dropped && { advice: `Fix a clock that it holds: sudo nvidia-smi --lock-gpu-clocks=${lowest}` }),
  };
}

/** Looks at a working device; its clock is still rising in the first one after it was idle. */
const atWork = (samples: readonly DeviceSample[]): DeviceSample[] =>
  samples.filter((sample, i) => works(sample) && i > 0 && works(samples[i - 1] as DeviceSample));

const works = ({ utilization, reasons }: DeviceSample): boolean =>
  utilization !== 0 && ((reasons ?? 0) & IDLE) === 0;

function shared({ device, idle, others }: DeviceWatch): Warning | null {
  const busy = idle !== null && idle > BUSY;
  if (!busy && others.length === 0) return null;
  const facts = [
    ...(busy ? [`it was busy for ${idle} % of the time before this run used it`] : []),
    ...(others.length > 0
      ? [
          `${others.length === 1 ? "another process" : "other processes"} computed there: ${others.map(nameOf).join(", ")}`,
        ]
      : []),
  ];
  return { code: "device-shared", message: `${device} was not left to this run alone: ${facts.join("; ")}.` };
}

const nameOf = ({ pid, name, memory_mib }: DeviceProcess): string => {
  const memory = memory_mib === null ? "" : `, ${memory_mib} MiB`;
  return name === null
    ? `process ${pid}${memory} (of another container or the host: it cannot be seen from here)`
    : `${name} (process ${pid}${memory})`;
};
