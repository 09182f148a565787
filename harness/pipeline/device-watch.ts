import { deviceWarnings } from "../analyse/warnings/device.js";
import { watchDevice } from "../machine/device-watch.js";
import { findDevices } from "../machine/devices.js";
import type { DeviceReport } from "../model/device.js";
import type { Warning } from "../model/problem.js";
import type { Variant } from "../model/target.js";
import { requiredDevice, worksOnDevice } from "../support/features.js";
import type { Prepared } from "./native.js";

/** Does `work` of a target; the warnings tell what may have disturbed it on its device. */
export type Watched = <T>(
  prepared: Prepared,
  work: () => Promise<T>,
) => Promise<{ readonly value: T; readonly warnings: readonly Warning[] }>;

/** Where no device is used, or nothing is known of it. */
export const unwatched: Watched = async (_, work) => ({ value: await work(), warnings: [] });

/**
 * Watches the NVIDIA GPU that programs get that ask for none in particular, while variants that use it are timed. To be
 * called before this process has used it: what runs there then is somebody else's.
 */
export async function deviceWatch(prepared: readonly Prepared[]): Promise<Watched> {
  if (!prepared.some(usesDevice)) return unwatched;
  const report = await findDevices();
  const [device] = report.devices.filter(({ api }) => api === "cuda");
  if (!device || !prepared.some((one) => usesNvidia(one, report))) return unwatched;
  const watcher = await watchDevice(device);
  if (watcher === null) return unwatched;
  return async (one, work) => {
    if (!usesNvidia(one, report)) return unwatched(one, work);
    const end = watcher.begin();
    try {
      const value = await work();
      return { value, warnings: deviceWarnings(await end()) };
    } catch (error) {
      await end();
      throw error;
    }
  };
}

/** Whether a variant of it runs, and requires a device. */
export const usesDevice = (prepared: Prepared): boolean => running(prepared).some(worksOnDevice);

const running = ({ variants, out }: Prepared): Variant[] => variants.filter(({ name }) => !out.has(name));

/** OpenCL reaches NVIDIA's GPUs through a platform of theirs. */
function usesNvidia(prepared: Prepared, { devices }: DeviceReport): boolean {
  const opencl = devices.some(({ api, platform }) => api === "opencl" && platform?.startsWith("NVIDIA"));
  return running(prepared).some(({ requires }) =>
    requires.some((name) => {
      const api = requiredDevice(name);
      return api === "cuda" || (api === "opencl" && opencl);
    }),
  );
}
