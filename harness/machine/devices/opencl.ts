import type { LibraryHandle } from "koffi";
import type { Device } from "../../model/device.js";
import { type FoundDevices, type Koffi, textOf } from "./found.js";

/** Enumerators of CL/cl.h, and of cl_ext.h for the loader's own. */
const SUCCESS = 0;
const DEVICE_NOT_FOUND = -1;
const PLATFORM_NOT_FOUND = -1001;
const TYPE_ALL = 0xffffffff;
const PLATFORM_NAME = 0x0902;
const TYPE = 0x1000;
const CLOCK = 0x100c;
const MEMORY = 0x101f;
const NAME = 0x102b;
const DRIVER = 0x102d;
/** Bits of `TYPE`; an accelerator that is a GPU, too, is one. */
const KINDS: readonly [number, Device["kind"]][] = [
  [1 << 2, "gpu"],
  [1 << 1, "cpu"],
  [1 << 3, "accelerator"],
];

/** macOS ships its own; elsewhere a loader finds the installed drivers (ICDs). */
const LIBRARY =
  process.platform === "darwin" ? "/System/Library/Frameworks/OpenCL.framework/OpenCL" : "libOpenCL.so.1";

/** Devices of every platform, in the order of the loader. Throws Error when a call fails that must not. */
export function findOpencl(koffi: Koffi): FoundDevices {
  const library = open(koffi);
  if (typeof library === "string") return { missing: library };
  const opencl = declare(library);
  const handles = (call: string, none: number, ask: Ask): readonly unknown[] => {
    const count = [0];
    const counted = ask(0, null, count);
    if (counted === none) return [];
    assertDone(call, counted);
    const found = new Array<unknown>(count[0] as number).fill(null);
    if (found.length > 0) assertDone(call, ask(found.length, found, null));
    return found;
  };
  const platforms = handles("clGetPlatformIDs", PLATFORM_NOT_FOUND, opencl.platforms);
  if (platforms.length === 0) return { missing: "no OpenCL driver (ICD) is registered" };
  const found = platforms.map((platform): FoundDevices => {
    const name = textOf(info(opencl.platformInfo, platform, PLATFORM_NAME));
    try {
      const ask: Ask = (...out) => opencl.devices(platform, TYPE_ALL, ...out);
      const own = handles("clGetDeviceIDs", DEVICE_NOT_FOUND, ask);
      if (own.length === 0) return { missing: `${name} has no device` };
      return { devices: own.map((device) => describe(opencl.deviceInfo, device, name)) };
    } catch (error) {
      return { missing: `${name}: ${(error as Error).message}` }; // other platforms may well work
    }
  });
  const devices = found.flatMap((one) => ("devices" in one ? one.devices : []));
  if (devices.length > 0) return { devices };
  return { missing: found.flatMap((one) => ("missing" in one ? one.missing : [])).join("; ") };
}

type Ask = (room: number, out: unknown[] | null, count: number[] | null) => number;
type Info = (
  of: unknown,
  what: number,
  room: number,
  out: Uint8Array | null,
  size: number[] | null,
) => number;

function describe(ask: Info, device: unknown, platform: string): Device {
  const bits = Number(info(ask, device, TYPE).readBigUInt64LE());
  const clock = info(ask, device, CLOCK).readUInt32LE();
  return {
    api: "opencl",
    kind: KINDS.find(([bit]) => (bits & bit) !== 0)?.[1] ?? "other",
    name: textOf(info(ask, device, NAME)),
    platform,
    driver: textOf(info(ask, device, DRIVER)),
    memory_bytes: Number(info(ask, device, MEMORY).readBigUInt64LE()),
    link: null,
    clock_mhz: clock === 0 ? null : clock,
    uuid: null,
  };
}

function info(ask: Info, of: unknown, what: number): Buffer {
  const size = [0];
  assertDone("clGetInfo", ask(of, what, 0, null, size));
  const out = Buffer.alloc(Number(size[0]));
  assertDone("clGetInfo", ask(of, what, out.length, out, null));
  return out;
}

function assertDone(call: string, code: number): void {
  if (code !== SUCCESS) throw new Error(`${call} failed (${code})`);
}

function open(koffi: Koffi) {
  try {
    return koffi.load(LIBRARY);
  } catch (error) {
    const { message } = error as Error;
    return message.includes("No such file")
      ? `there is no OpenCL loader (${LIBRARY})`
      : `the OpenCL loader cannot be loaded: ${message}`;
  }
}

const declare = (library: LibraryHandle) => {
  const info = "uint32_t what, size_t room, _Out_ uint8_t *out, _Out_ size_t *size";
  return {
    platforms: library.func("int clGetPlatformIDs(uint32_t room, _Out_ void **out, _Out_ uint32_t *count)"),
    devices: library.func(
      "int clGetDeviceIDs(void *platform, uint64_t type, uint32_t room, _Out_ void **out, _Out_ uint32_t *count)",
    ),
    platformInfo: library.func(`int clGetPlatformInfo(void *platform, ${info})`),
    deviceInfo: library.func(`int clGetDeviceInfo(void *device, ${info})`),
  };
};
