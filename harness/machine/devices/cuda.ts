import type { LibraryHandle } from "koffi";
import type { Device } from "../../model/device.js";
import { type FoundDevices, type Koffi, textOf } from "./found.js";

/** Enumerators of cuda.h. */
const SUCCESS = 0;
const CLOCK_RATE = 13;
const NAME_BYTES = 256;

/**
 * Devices as the CUDA driver lists them, which `CUDA_VISIBLE_DEVICES` restricts; `driver` is the version of CUDA that it
 * supports. Throws Error with the driver's own words when it fails half-way.
 */
export function findCuda(koffi: Koffi): FoundDevices {
  if (process.platform === "darwin") return { missing: "CUDA does not exist on macOS" };
  const library = open(koffi);
  if (typeof library === "string") return { missing: library };
  const cuda = declare(library);
  const fault = (call: string, code: number): string | null => {
    if (code === SUCCESS) return null;
    const text: [string | null] = [null];
    cuda.errorString(code, text);
    return `${call}: ${text[0] ?? "an error without a name"} (${code})`;
  };
  const begun = fault("cuInit", cuda.init(0));
  if (begun !== null) return { missing: begun };
  const must = (call: string, code: number) => {
    const failed = fault(call, code);
    if (failed !== null) throw new Error(failed);
  };
  const integer = (call: string, ask: (out: number[]) => number): number => {
    const out = [0];
    must(call, ask(out));
    return out[0] as number;
  };
  const count = integer("cuDeviceGetCount", cuda.count);
  if (count === 0) return { missing: "the NVIDIA driver has no device" };
  const supported = integer("cuDriverGetVersion", cuda.version);
  const driver = `CUDA ${Math.floor(supported / 1000)}.${Math.floor((supported % 1000) / 10)}`;
  const devices = Array.from({ length: count }, (_, ordinal): Device => {
    const device = integer("cuDeviceGet", (out) => cuda.get(out, ordinal));
    const [name, uuid, memory] = [new Uint8Array(NAME_BYTES), new Uint8Array(16), [0]];
    must("cuDeviceGetName", cuda.name(name, name.length, device));
    must("cuDeviceTotalMem", cuda.memory(memory, device));
    must("cuDeviceGetUuid", cuda.uuid(uuid, device));
    const clock = [0];
    const clocked = cuda.attribute(clock, CLOCK_RATE, device) === SUCCESS;
    return {
      api: "cuda",
      kind: "gpu",
      name: textOf(name),
      platform: null,
      driver,
      memory_bytes: Number(memory[0]),
      link: null,
      clock_mhz: clocked ? Math.round((clock[0] as number) / 1000) : null,
      uuid: formatUuid(uuid),
    };
  });
  return { devices };
}

function open(koffi: Koffi) {
  try {
    return koffi.load("libcuda.so.1");
  } catch (error) {
    const { message } = error as Error;
    return message.includes("No such file")
      ? "there is no NVIDIA driver (libcuda.so.1)"
      : `the NVIDIA driver cannot be loaded: ${message}`;
  }
}

/** `cuDeviceGetUuid` is the first version: on a GPU that is partitioned (MIG) it names the whole one, as nvidia-smi does. */
const declare = (library: LibraryHandle) => ({
  init: library.func("int cuInit(unsigned int flags)"),
  errorString: library.func("int cuGetErrorString(int error, _Out_ const char **text)"),
  version: library.func("int cuDriverGetVersion(_Out_ int *version)"),
  count: library.func("int cuDeviceGetCount(_Out_ int *count)"),
  get: library.func("int cuDeviceGet(_Out_ int *device, int ordinal)"),
  name: library.func("int cuDeviceGetName(_Out_ uint8_t *name, int length, int device)"),
  memory: library.func("int cuDeviceTotalMem_v2(_Out_ size_t *bytes, int device)"),
  uuid: library.func("int cuDeviceGetUuid(_Out_ uint8_t *uuid, int device)"),
  attribute: library.func("int cuDeviceGetAttribute(_Out_ int *value, int attribute, int device)"),
});

/** `GPU-8-4-4-4-12` hexadecimal digits, as nvidia-smi writes it. */
const formatUuid = (bytes: Uint8Array): string =>
  `GPU-${Buffer.from(bytes)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
