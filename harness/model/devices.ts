import type { Device, DeviceApi } from "./device.js";
import type { Result } from "./record.js";

export const DEVICE_KINDS: Readonly<Record<Device["kind"], string>> = {
  gpu: "GPU",
  cpu: "CPU",
  accelerator: "accelerator",
  other: "device",
};

export const DEVICE_APIS: Readonly<Record<DeviceApi, string>> = { cuda: "CUDA", opencl: "OpenCL" };

/** The devices that variants name, with these variants, in the order of the result. */
export function devicesOf({ variants }: Pick<Result, "variants">): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { device }] of Object.entries(variants))
    if (device != null) found.set(device, [...(found.get(device) ?? []), name]);
  return found;
}

/**
 * `pthread-skylake (CPU, OpenCL)`: what a device is that a record knows by name only, as far as the machine's `devices`
 * tell. A GPU that both APIs reach under one name is `NVIDIA H100 (GPU)`.
 */
export function describeDevice(name: string, devices: readonly Device[]): string {
  const own = devices.filter((device) => device.name === name);
  const kinds = new Set(own.map(({ kind }) => DEVICE_KINDS[kind]));
  const apis = new Set(own.map(({ api }) => DEVICE_APIS[api]));
  if (kinds.size !== 1) return name;
  return `${name} (${[...kinds, ...(apis.size === 1 ? apis : [])].join(", ")})`;
}
