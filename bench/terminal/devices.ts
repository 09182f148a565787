import { devicesOf } from "../../harness/model/devices.js";
import type { Result } from "../../harness/model/record.js";

/** `copy, graph: on NVIDIA H100`: a line for each device that variants name as theirs. */
export const deviceLines = (result: Result): string[] =>
  [...devicesOf(result)].map(([device, names]) => `${names.join(", ")}: on ${device}`);
