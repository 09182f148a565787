import type { CallResult } from "../model/executor.js";
import type { Warning } from "../model/problem.js";
import type { Variant } from "../model/target.js";
import { worksOnDevice } from "../support/features.js";

/** What a correct variant does besides computing. */
export function manners(variant: Variant, { printed, startedProcesses }: CallResult): Warning[] {
  const { name } = variant;
  return [
    ...(printed
      ? [
          {
            code: "variant-prints",
            message: `${name} prints while it computes (${JSON.stringify(printed)}): its time includes the printing`,
            advice:
              "Remove the printing, or put it behind a macro that only `defines` of a variant for debugging sets.",
          },
        ]
      : []),
    // Runtimes of devices compile in processes of their own, once and outside of the kernel.
    ...(startedProcesses && !worksOnDevice(variant)
      ? [
          {
            code: "variant-starts-process",
            message: `${name} starts a process: its time includes it`,
            advice: "Start it once, outside of the kernel: in `state`, where the declaration has one.",
          },
        ]
      : []),
  ];
}
