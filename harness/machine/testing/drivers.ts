import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Stand-ins for what NVIDIA installs, as real as it takes: a shared library and a program. */
export interface Drivers {
  /** For `LD_LIBRARY_PATH` and `PATH`. */
  readonly folder: string;
  remove(): void;
}

interface Parts {
  /** What libcuda answers; a statement in C instead of the code of `cuInit` does worse. */
  readonly cuda?: { readonly init: number | string; readonly devices: number };
  /** What the `clGetDeviceIDs` of platforms called `first` and `second` returns; 0: a device that is a GPU. */
  readonly opencl?: readonly [number, number];
  /** Body of an nvidia-smi in JavaScript; `query` is its first argument, `loops` whether it shall not end. */
  readonly smi?: string;
}

export function fakeDrivers({ cuda, opencl, smi }: Parts): Drivers {
  const folder = mkdtempSync(join(tmpdir(), "pawl-drivers-"));
  const compile = (library: string, code: string) =>
    execFileSync("cc", ["-shared", "-fPIC", "-x", "c", "-", "-o", join(folder, library)], { input: code });
  if (cuda) {
    const init = typeof cuda.init === "number" ? `return ${cuda.init};` : cuda.init;
    compile("libcuda.so.1", LIBCUDA.replace("INIT", init).replace("DEVICES", String(cuda.devices)));
  }
  if (opencl) compile("libOpenCL.so.1", LIBOPENCL.replace("STATUS", opencl.join(", ")));
  if (smi !== undefined) {
    const head = 'const [, , query, ...rest] = process.argv; const loops = rest.includes("-lms");';
    const program = join(folder, "nvidia-smi");
    writeFileSync(program, `#!${process.execPath}\n${head}\n${smi}\n`);
    chmodSync(program, 0o755);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The functions of cuda.h that list devices, of one kind of device; `cuInit` and the number of devices are filled in. */
const LIBCUDA = `
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
int cuInit(unsigned flags) { INIT }
int cuGetErrorString(int error, const char **text) {
  *text = error == 100 ? "no CUDA-capable device is detected"
        : error == 803 ? "system has unsupported display driver / cuda driver combination" : NULL;
  return *text ? 0 : 1;
}
int cuDriverGetVersion(int *version) { *version = 13020; return 0; }
int cuDeviceGetCount(int *count) { *count = DEVICES; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) {
  strncpy(name, "NVIDIA H100 80GB HBM3", length);
  return 0;
}
int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = 85028896768; return 0; }
int cuDeviceGetUuid(char *uuid, int device) {
  for (int i = 0; i < 16; i++) uuid[i] = (char)(16 * device + i);
  return 0;
}
int cuDeviceGetAttribute(int *value, int attribute, int device) { *value = 1980000; return attribute != 13; }
`;

/** The functions of CL/cl.h that list devices; a platform is known by a pointer into `status`. */
const LIBOPENCL = `
#include <stddef.h>
#include <stdint.h>
#include <string.h>
static int status[2] = { STATUS };
int clGetPlatformIDs(uint32_t room, void **out, uint32_t *count) {
  for (uint32_t i = 0; i < room; i++) out[i] = &status[i];
  if (count) *count = 2;
  return 0;
}
int clGetDeviceIDs(void *platform, uint64_t type, uint32_t room, void **out, uint32_t *count) {
  if (room > 0) out[0] = platform;
  if (count) *count = 1;
  return *(int *)platform;
}
static int tell(const void *value, size_t bytes, size_t room, void *out, size_t *size) {
  if (size) *size = bytes;
  if (room >= bytes) memcpy(out, value, bytes);
  return 0;
}
int clGetPlatformInfo(void *platform, uint32_t what, size_t room, void *out, size_t *size) {
  return platform == status ? tell("first", 6, room, out, size) : tell("second", 7, room, out, size);
}
int clGetDeviceInfo(void *device, uint32_t what, size_t room, void *out, size_t *size) {
  uint64_t number = what == 0x1000 ? 4 : 1 << 30;
  uint32_t clock = 1500;
  if (what == 0x100c) return tell(&clock, sizeof clock, room, out, size);
  if (what == 0x102b) return tell("Radeon", 7, room, out, size);
  if (what == 0x102d) return tell("6.2", 4, room, out, size);
  return tell(&number, sizeof number, room, out, size);
}
`;
