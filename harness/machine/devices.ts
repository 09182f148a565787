import { fork } from "node:child_process";
import { join } from "node:path";
import type { DeviceApi, DeviceReport } from "../model/device.js";
import { nativeEnvironment } from "../support/environment.js";
import { packageRoot } from "../support/package.js";
import { askFacts, withFacts } from "./devices/facts.js";
import type { FoundDevices } from "./devices/found.js";

let found: Promise<DeviceReport> | undefined;

/** `probeDevices`, once: runtimes take up to seconds to answer. */
export function findDevices(): Promise<DeviceReport> {
  found ??= probeDevices();
  return found;
}

/** Seconds: a machine with eight GPUs that nobody keeps open needs more than ten to initialise them. */
const PATIENCE = 30;

/**
 * Asks the runtimes for their devices, each in a process of its own: a broken driver may crash or hang there, and that
 * is the reason then. Takes tens of milliseconds to seconds. `patience`: seconds until a runtime counts as hung.
 */
export async function probeDevices(patience = PATIENCE): Promise<DeviceReport> {
  const [cuda, opencl, facts] = await Promise.all([
    ask("cuda", patience),
    ask("opencl", patience),
    askFacts(),
  ]);
  const reasons = [
    ...("missing" in cuda ? [cuda.missing] : []),
    ...("refused" in facts && facts.refused !== null ? [`nvidia-smi: ${facts.refused}`] : []),
    ...hidden(process.env),
  ];
  return {
    devices: [
      ...("devices" in cuda ? withFacts(cuda.devices, facts) : []),
      ...("devices" in opencl ? opencl.devices : []),
    ],
    missing: {
      cuda: "missing" in cuda ? reasons.join("; ") : null,
      opencl: "missing" in opencl ? opencl.missing : null,
    },
  };
}

/** Hides devices where it names others, or none. */
const hidden = ({ CUDA_VISIBLE_DEVICES: visible }: NodeJS.ProcessEnv): string[] =>
  visible === undefined ? [] : [`CUDA_VISIBLE_DEVICES is "${visible}"`];

function ask(api: DeviceApi, patience: number): Promise<FoundDevices> {
  const who = api === "cuda" ? "the NVIDIA driver" : "an OpenCL driver";
  return new Promise((resolve) => {
    const child = fork(join(packageRoot, "dist", "device-probe.js"), [api], {
      detached: true, // what a driver starts ends with it
      stdio: "ignore",
      execArgv: [],
      env: nativeEnvironment(process.env),
    });
    const settle = (answer: FoundDevices) => {
      clearTimeout(timer);
      resolve(answer);
    };
    const end = (answer: FoundDevices) => {
      settle(answer);
      kill(child.pid);
    };
    const late = { missing: `${who} did not answer within ${patience} s` };
    const timer = setTimeout(() => end(late), patience * 1000);
    child.once("message", (answer) => end(answer as FoundDevices));
    child.once("error", ({ message }) => settle({ missing: message })); // it could not be started at all
    child.once("exit", (code, signal) => {
      const how = signal ?? `exit code ${code}`;
      settle({ missing: `${who} ended the process that asked it for devices (${how})` });
    });
  });
}

function kill(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // all of them ended by themselves
  }
}
