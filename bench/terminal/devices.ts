import type { Device } from "../../harness/model/device.js";
import { describeDevice, devicesOf } from "../../harness/model/devices.js";
import type { Result } from "../../harness/model/record.js";

/** `copy, graph: on NVIDIA H100 (GPU, CUDA)`: a line for each device that variants name as theirs. */
export const deviceLines = (result: Result, devices: readonly Device[]): string[] =>
  [...devicesOf(result)].map(
    ([device, names]) => `${names.join(", ")}: on ${describeDevice(device, devices)}`,
  );
