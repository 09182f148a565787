import type { Result } from "./record.js";

/** The devices that variants name, with these variants, in the order of the result. */
export function devicesOf({ variants }: Pick<Result, "variants">): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { device }] of Object.entries(variants))
    if (device != null) found.set(device, [...(found.get(device) ?? []), name]);
  return found;
}
