export type DeviceApi = "cuda" | "opencl";

/** A device as its runtime describes it. */
export interface Device {
  readonly api: DeviceApi;
  /** What OpenCL says it is, so that a CPU is never taken for a GPU; CUDA has GPUs only. */
  readonly kind: "gpu" | "cpu" | "accelerator" | "other";
  readonly name: string;
  /** OpenCL's platform, such as `Portable Computing Language`; null for CUDA. */
  readonly platform: string | null;
  /** Version of the driver, as it writes it. */
  readonly driver: string;
  readonly memory_bytes: number;
  /** The fastest that it and its slot do: `PCIe 5.0 x16`; null where not known. */
  readonly link: string | null;
  /** The highest clock of its processors. */
  readonly clock_mhz: number | null;
  /** As nvidia-smi writes it, of the whole device: `GPU-…`. */
  readonly uuid: string | null;
}

export interface DeviceReport {
  /** In the order of their runtimes: of each API, the first is what a program gets that asks for none in particular. */
  readonly devices: readonly Device[];
  /** Why there is no device of an API; null where there is one. */
  readonly missing: Readonly<Record<DeviceApi, string | null>>;
}

/** One look at a device; null: not told. */
export interface DeviceSample {
  /** Clock of the streaming multiprocessors. */
  readonly sm_mhz: number | null;
  /** Share of the last sampling period (1/6 to 1 s) in which a kernel ran, in percent. */
  readonly utilization: number | null;
  /** NVML's bit mask of why the clock is lower than it might be. */
  readonly reasons: number | null;
}

/** A process that computes on a device. */
export interface DeviceProcess {
  readonly pid: number;
  /** Null: no process of this number can be seen from here (another container's, or another user's). */
  readonly name: string | null;
  readonly memory_mib: number | null;
}

/** A device while variants were timed on it. */
export interface DeviceWatch {
  readonly device: string;
  /** The least utilisation seen before pawl itself had used it, in percent; null: not told. */
  readonly idle: number | null;
  /** Processes that are not pawl's. */
  readonly others: readonly DeviceProcess[];
  readonly samples: readonly DeviceSample[];
}
