import type { Device } from "../../model/device.js";
import { askNvidiaSmi, numberOf, type SmiAnswer } from "./nvidia-smi.js";

const FIELDS = [
  "uuid",
  "driver_version",
  "pcie.link.gen.max",
  "pcie.link.width.current",
  "clocks.max.sm",
] as const;

/** What the CUDA runtime does not tell of its devices. */
export const askFacts = (): Promise<SmiAnswer> => askNvidiaSmi("gpu", FIELDS);

/** CUDA's devices with the version of the driver, link and clock, where nvidia-smi answered. */
export function withFacts(devices: readonly Device[], answer: SmiAnswer): Device[] {
  const rows = "rows" in answer ? answer.rows : [];
  return devices.map((device) => {
    const row = rows.find(([uuid]) => uuid === device.uuid);
    if (!row) return device;
    const [, driver, generation, width, clock] = row;
    return {
      ...device,
      driver: driver ?? device.driver,
      // The generation in use is lower while nothing runs; the width stays as the slot has it.
      link: generation && width ? `PCIe ${generation}.0 x${width}` : null,
      clock_mhz: numberOf(clock) ?? device.clock_mhz,
    };
  });
}
