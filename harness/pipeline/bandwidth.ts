import { buildProbe } from "../build/index.js";
import { BANDWIDTH_PROBE, measureBandwidth } from "../machine/bandwidth.js";
import type { BandwidthPoint } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { amendMachine, readBandwidth } from "../record/machine.js";
import type { Context } from "./context.js";
import type { Native } from "./native.js";
import type { Scheduled } from "./schedule.js";

/** What this machine's memory can move with the threads of a comparison. */
export interface Gauge {
  /** Nothing unless its target declares `bytes`. */
  readonly points: (comparison: Scheduled) => Promise<readonly BandwidthPoint[]>;
  /**
   * The better of what is known and what is measured now, once per invocation: for when a variant was faster than
   * memory seems to be, since a slow spell of the machine may have hit the first measurement.
   */
  readonly again: (comparison: Scheduled) => Promise<readonly BandwidthPoint[]>;
}

/** What `machine.json` does not know is measured, and with `keep` written there. */
export function bandwidthGauge(
  project: Project,
  { machine, toolchain }: Native,
  { keep, observe, signal }: Context & { readonly keep: boolean },
): Gauge {
  let known: readonly BandwidthPoint[] | null = null;
  /** Numbers of threads with which it was measured by this invocation. */
  const measured = new Set<number>();
  const of = ({ workload }: Scheduled) =>
    (known ?? []).filter(({ threads }) => threads === workload.settings.threads);

  async function measure({ workload, cpus }: Scheduled): Promise<void> {
    const { threads } = workload.settings;
    observe({ event: "bandwidth" });
    const library = await buildProbe(project, toolchain, signal);
    if (library === null) return;
    const found = await measureBandwidth(library, machine, threads, cpus.measuring);
    measured.add(threads);
    known = better(known ?? [], found);
    if (!keep) return;
    const bandwidth = { probe: BANDWIDTH_PROBE, at: new Date().toISOString(), points: known };
    await amendMachine(project, machine, { bandwidth });
  }

  return {
    async points(comparison) {
      if (comparison.prepared.target.bytes === undefined) return [];
      known ??= await pointsOf(project, machine.id);
      if (of(comparison).length === 0) await measure(comparison);
      return of(comparison);
    },
    async again(comparison) {
      if (!measured.has(comparison.workload.settings.threads)) await measure(comparison);
      return of(comparison);
    },
  };
}

async function pointsOf(project: Project, machine: string): Promise<readonly BandwidthPoint[]> {
  const bandwidth = await readBandwidth(project, machine);
  return bandwidth?.probe === BANDWIDTH_PROBE ? bandwidth.points : [];
}

/** Both, and of the same threads and size the higher rates. */
export function better(
  known: readonly BandwidthPoint[],
  found: readonly BandwidthPoint[],
): readonly BandwidthPoint[] {
  const same = (a: BandwidthPoint) => (b: BandwidthPoint) => a.threads === b.threads && a.bytes === b.bytes;
  const old = known.map((point) => {
    const other = found.find(same(point)) ?? point;
    return {
      ...point,
      read_gb_s: Math.max(point.read_gb_s, other.read_gb_s),
      update_gb_s: Math.max(point.update_gb_s, other.update_gb_s),
    };
  });
  return [...old, ...found.filter((point) => !known.some(same(point)))];
}
