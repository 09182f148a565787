import type { Finding } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { type System, thisSystem } from "../support/system.js";
import { clock } from "./checks/clock.js";
import { compiler } from "./checks/compiler.js";
import { counters } from "./checks/counters.js";
import { devices } from "./checks/devices.js";
import { governor } from "./checks/governor.js";
import { load } from "./checks/load.js";
import { memory } from "./checks/memory.js";
import { hugePages } from "./checks/pages.js";
import { isolation, pinning } from "./checks/pinning.js";
import { quota } from "./checks/quota.js";
import { randomisation } from "./checks/randomisation.js";
import { results } from "./checks/results.js";
import { smt } from "./checks/smt.js";
import { steal } from "./checks/steal.js";
import { swap } from "./checks/swap.js";
import { helpers, tools } from "./checks/tools.js";
import { turbo } from "./checks/turbo.js";
import { virtualisation } from "./checks/virtualisation.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";

/** A check says nothing about what the system does not tell. */
type Check = (snapshot: Snapshot) => readonly Finding[];

const CHECKS: readonly Check[] = [
  compiler,
  tools,
  results,
  pinning,
  isolation,
  smt,
  quota,
  governor,
  turbo,
  load,
  steal,
  memory,
  swap,
  hugePages,
  randomisation,
  clock,
  virtualisation,
  counters,
  helpers,
  devices,
];

/**
 * Is this machine quiet, is every tool there: what `bench doctor` shows. Without a project nothing is said about its
 * results.
 * @throws ProblemError UNSUPPORTED_PLATFORM
 */
export async function examine(project: Project | null, system: System = thisSystem): Promise<Finding[]> {
  const snapshot = await takeSnapshot(system, project);
  return CHECKS.flatMap((check) => check(snapshot));
}
