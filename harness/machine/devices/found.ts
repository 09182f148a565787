import type { Device } from "../../model/device.js";

/** What one runtime says: its devices, at least one, or why there is none. */
export type FoundDevices = { readonly devices: readonly Device[] } | { readonly missing: string };

/** Of koffi, which is loaded when it is needed. */
export type Koffi = Pick<typeof import("koffi"), "load">;

/** The text that a runtime wrote into a buffer, up to the first zero byte. */
export function textOf(buffer: Uint8Array): string {
  const end = buffer.indexOf(0);
  return Buffer.from(end < 0 ? buffer : buffer.subarray(0, end))
    .toString("utf8")
    .trim();
}
