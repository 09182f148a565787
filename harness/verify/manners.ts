import type { CallResult } from "../model/executor.js";
import type { Warning } from "../model/problem.js";

/** What a correct variant does besides computing. */
export function manners(name: string, { printed, startedProcesses }: CallResult): Warning[] {
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
    ...(startedProcesses
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
