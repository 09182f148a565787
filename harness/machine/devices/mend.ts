import type { DeviceApi } from "../../model/device.js";
import { type Distribution, install } from "../install.js";

/** Why CUDA has no device, in the words of `findCuda`, of the CUDA driver and of nvidia-smi, and what helps. */
const CUDA: readonly [RegExp, string][] = [
  [/macOS/, "Run it on Linux with an NVIDIA GPU, or require opencl instead."],
  // The driver was updated, the module in the kernel was not: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH.
  [
    /version mismatch|\(803\)/i,
    "Reboot, so that the kernel loads the module of the driver that is installed.",
  ],
  [/NVIDIA-SMI has failed/, "sudo modprobe nvidia"],
  [
    /no NVIDIA driver/,
    "Install NVIDIA's driver (https://www.nvidia.com/drivers); start a container with --gpus all.",
  ],
  [/CUDA_VISIBLE_DEVICES/, "unset CUDA_VISIBLE_DEVICES"],
  // CUDA_ERROR_NO_DEVICE
  [/\(100\)|has no device/, "Run it where an NVIDIA GPU is; start a container with --gpus all."],
  // CUDA_ERROR_SYSTEM_NOT_READY: GPUs behind NVSwitch wait for it.
  [/\(802\)/, "sudo systemctl start nvidia-fabricmanager"],
];

/** PoCL, which makes the CPU a device, where it is not called so. */
const POCL = [[/debian|ubuntu/, "pocl-opencl-icd"]] as const;

/** A driver that kills or hangs those that use it. */
const UNRULY = /did not answer|ended the process/;

/** How to come by a device of an API that has none here for this reason. */
export function deviceMend(api: DeviceApi, reason: string, where: Distribution): string {
  const known = CUDA.find(([pattern]) => pattern.test(reason))?.[1];
  if (api === "cuda") return known ?? "See what `nvidia-smi` and `sudo dmesg` say about it.";
  return UNRULY.test(reason)
    ? "Find the driver that does it with `clinfo`, and take its file out of /etc/OpenCL/vendors."
    : `For the CPU: ${install(where, "pocl", POCL)} (a GPU's driver brings its own).`;
}

/** Whether a driver is there that does not work, so that there is something to mend. */
export const isBroken = (reason: string): boolean =>
  UNRULY.test(reason) || /cannot be loaded|version mismatch|\(80\d\)|\(999\)|failed|Failed/.test(reason);
