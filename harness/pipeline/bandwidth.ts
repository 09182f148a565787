import { buildProbe } from "../build/index.js";
import { BANDWIDTH_PROBE, measureBandwidth } from "../machine/bandwidth.js";
import type { BandwidthPoint } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { readBandwidth, writeBandwidth } from "../record/append.js";
import type { Context } from "./context.js";
import type { Native } from "./native.js";
import type { Scheduled } from "./schedule.js";

/**
 * Tells what this machine's memory can move with the threads of a comparison; nothing unless its target declares `bytes`.
 * What `machine.json` does not know is measured, and with `keep` written there.
 */
export function bandwidthGauge(
  project: Project,
  { machine, toolchain }: Native,
  { keep, observe, signal }: Context & { readonly keep: boolean },
): (comparison: Scheduled) => Promise<readonly BandwidthPoint[]> {
  let known: readonly BandwidthPoint[] | null = null;
  return async ({ prepared, workload, cpus }) => {
    if (prepared.target.bytes === undefined) return [];
    known ??= await pointsOf(project, machine.id);
    const { threads } = workload.settings;
    const ofThese = () => (known ?? []).filter((point) => point.threads === threads);
    if (ofThese().length > 0) return ofThese();
    observe({ event: "bandwidth" });
    const library = await buildProbe(project, toolchain, signal);
    if (library === null) return [];
    known = [...known, ...(await measureBandwidth(library, machine, threads, cpus.measuring))];
    if (keep)
      await writeBandwidth(project, machine, {
        probe: BANDWIDTH_PROBE,
        at: new Date().toISOString(),
        points: known,
      });
    return ofThese();
  };
}

async function pointsOf(project: Project, machine: string): Promise<readonly BandwidthPoint[]> {
  const bandwidth = await readBandwidth(project, machine);
  return bandwidth?.probe === BANDWIDTH_PROBE ? bandwidth.points : [];
}
