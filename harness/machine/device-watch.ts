import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Device, DeviceProcess, DeviceSample, DeviceWatch } from "../model/device.js";
import { askNvidiaSmi, numberOf, parseCsv, smiArguments } from "./devices/nvidia-smi.js";

/** Milliseconds between looks while variants are timed. */
const PERIOD_MS = 200;
/** A sampler that is told to end and does not within this time is killed, and not waited for. */
const END_MS = 1000;
/** Looks at the idle device: one may still see what initialised it, the least of some does not. */
const LOOKS = 3;

/** Of nvidia-smi; the second name is that of drivers before 535. */
const REASONS = ["clocks_event_reasons.active", "clocks_throttle_reasons.active"] as const;
const fieldsWith = (reasons: string) => ["clocks.sm", "utilization.gpu", reasons];

/** Watches one device from now on. */
export interface DeviceWatcher {
  /** Samples it until the returned function is called, which tells what was seen. */
  begin(): () => Promise<DeviceWatch>;
}

/**
 * Looks at a CUDA device that nobody in this process uses yet. Null where nvidia-smi is missing or does not know the
 * device: then nothing is known, and nothing is said.
 */
export async function watchDevice({
  name,
  uuid,
}: Pick<Device, "name" | "uuid">): Promise<DeviceWatcher | null> {
  if (uuid === null) return null;
  const reasons = await knownReasons(uuid);
  if (reasons === null) return null;
  const fields = fieldsWith(reasons);
  const looks: DeviceSample[] = [];
  for (let i = 0; i < LOOKS; i++) {
    const answer = await askNvidiaSmi("gpu", fields, uuid);
    if ("rows" in answer) looks.push(...answer.rows.map(toSample));
  }
  const told = looks.flatMap(({ utilization }) => utilization ?? []);
  const before = await processes(uuid);
  return {
    begin() {
      const stop = startSampler(smiArguments("gpu", fields, uuid));
      return async () => {
        const text = await stop();
        const after = await processes(uuid);
        return {
          device: name,
          idle: told.length > 0 ? Math.min(...told) : null,
          others: othersAmong(before, after),
          samples: parseCsv(text, fields.length).map(toSample),
        };
      };
    },
  };
}

/** The name that this driver has for why a clock is low; null: nvidia-smi does not answer about this device at all. */
async function knownReasons(uuid: string): Promise<string | null> {
  for (const name of REASONS) {
    if ("rows" in (await askNvidiaSmi("gpu", fieldsWith(name), uuid))) return name;
  }
  return null;
}

const toSample = ([clock, utilization, reasons]: readonly (string | null)[]): DeviceSample => ({
  sm_mhz: numberOf(clock),
  utilization: numberOf(utilization),
  reasons: numberOf(reasons),
});

/** Starts nvidia-smi in a loop. What is returned ends it and tells what it printed. */
function startSampler(args: readonly string[]): () => Promise<string> {
  const child = spawn("nvidia-smi", [...args, "-lms", String(PERIOD_MS)], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  return async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(END_MS, undefined, { ref: false })]);
    child.kill("SIGKILL"); // does nothing to one that has ended
    return text;
  };
}

/** Processes that compute on the device, as far as nvidia-smi shows them: inside containers it often shows none. */
async function processes(uuid: string): Promise<DeviceProcess[]> {
  const answer = await askNvidiaSmi("compute-apps", ["pid", "used_memory"], uuid);
  const rows = "rows" in answer ? answer.rows : [];
  return rows.flatMap(([cell, memory]) => {
    const pid = numberOf(cell);
    return pid === null ? [] : [{ pid, name: nameOf(pid), memory_mib: numberOf(memory) }];
  });
}

/**
 * Those that are not of this process. One that was there before variants ran is another's. Of the later ones, those
 * with a number that nothing here has may be this process's own workers, seen from outside of their container.
 */
function othersAmong(before: readonly DeviceProcess[], after: readonly DeviceProcess[]): DeviceProcess[] {
  const late = after.filter(
    ({ pid, name }) => !before.some((one) => one.pid === pid) && name !== null && !isOwn(pid),
  );
  return [...before, ...late];
}

const nameOf = (pid: number): string | null => readProcess(pid, "comm");

/** Whether it is this process or descends from it. */
function isOwn(pid: number): boolean {
  for (let at = pid; at > 0; ) {
    if (at === process.pid) return true;
    // `pid (name) state parent …`; a name may hold anything.
    const [, parent] = /^\S+ \(.*\) \S (\d+)/s.exec(readProcess(at, "stat") ?? "") ?? [];
    if (parent === undefined) return false;
    at = Number(parent);
  }
  return false;
}

function readProcess(pid: number, file: "comm" | "stat"): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").trim();
  } catch {
    return null;
  }
}
