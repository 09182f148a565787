import type { Device, DeviceApi } from "../../model/device.js";
import { DEVICE_APIS, DEVICE_KINDS } from "../../model/devices.js";
import type { Finding } from "../../model/machine.js";
import { deviceMend, isBroken } from "../devices/mend.js";
import { install } from "../install.js";
import type { Snapshot } from "../snapshot.js";

/** For information: a machine without accelerators is nothing to mend, one whose driver is broken is. */
export function devices(snapshot: Snapshot): Finding[] {
  return [...ofApi("cuda", snapshot), nvcc(snapshot), ...ofApi("opencl", snapshot), headers(snapshot)];
}

function ofApi(api: DeviceApi, snapshot: Snapshot): Finding[] {
  const { devices: found, missing } = snapshot.devices;
  const finding = { code: api.toUpperCase(), title: DEVICE_APIS[api] } as const;
  const own = found.filter((device) => device.api === api);
  const reason = missing[api];
  if (reason === null) return own.map((device) => ({ ...finding, level: "ok", detail: facts(device) }));
  const level = isBroken(reason) ? "warn" : "ok";
  return [{ ...finding, level, detail: `no device: ${reason}`, mend: deviceMend(api, reason, snapshot) }];
}

/** `GPU NVIDIA H100 80GB HBM3, 79.6 GiB, driver 580.65.06, PCIe 5.0 x16, up to 1980 MHz`. */
function facts({ kind, name, platform, driver, memory_bytes, link, clock_mhz }: Device): string {
  const parts = [
    `${DEVICE_KINDS[kind]} ${name}`,
    ...(platform === null ? [] : [platform]),
    `driver ${driver}`,
    `${(memory_bytes / 2 ** 30).toFixed(1)} GiB`,
    ...(link === null ? [] : [link]),
    ...(clock_mhz === null ? [] : [`up to ${clock_mhz} MHz`]),
  ];
  return parts.join(", ");
}

function nvcc({ tools }: Snapshot): Finding {
  const finding = { code: "NVCC", level: "ok", title: "nvcc" } as const;
  if (tools.nvcc !== null) return { ...finding, detail: tools.nvcc };
  const mend =
    "Install the CUDA toolkit (https://developer.nvidia.com/cuda-downloads); no GPU is needed to build.";
  return { ...finding, detail: "not installed (for .cu sources)", mend };
}

/** Packages of OpenCL's headers and of the library to link with, where they are called otherwise. */
const HEADERS = [
  [/fedora|rhel|centos|amzn/, "ocl-icd-devel"],
  [/suse/, "ocl-icd-devel opencl-headers"],
  [/arch/, "opencl-headers ocl-icd"],
  [/alpine/, "opencl-headers opencl-icd-loader-dev"],
] as const;

function headers(snapshot: Snapshot): Finding {
  const finding = { code: "OPENCL_HEADERS", level: "ok", title: "OpenCL headers" } as const;
  if (snapshot.openclHeaders) return { ...finding, detail: "CL/cl.h is there" };
  if (snapshot.platform === "darwin") return { ...finding, detail: "those of the OpenCL framework" };
  const mend = install(snapshot, "ocl-icd-opencl-dev", HEADERS);
  return { ...finding, detail: "not installed (to build what uses OpenCL)", mend };
}
