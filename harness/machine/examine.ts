import type { Finding } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { clock } from "./checks/clock.js";
import { compiler } from "./checks/compiler.js";
import { devices } from "./checks/devices.js";
import { governor } from "./checks/governor.js";
import { load } from "./checks/load.js";
import { pinning } from "./checks/pinning.js";
import { quota } from "./checks/quota.js";
import { randomisation } from "./checks/randomisation.js";
import { results } from "./checks/results.js";
import { smt } from "./checks/smt.js";
import { steal } from "./checks/steal.js";
import { swap } from "./checks/swap.js";
import { tools } from "./checks/tools.js";
import { turbo } from "./checks/turbo.js";
import { virtualisation } from "./checks/virtualisation.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";
import { type System, thisSystem } from "./system.js";

/** A check says nothing about what the system does not tell. */
type Check = (snapshot: Snapshot) => readonly Finding[];

const CHECKS: readonly Check[] = [
  compiler,
  tools,
  results,
  pinning,
  quota,
  governor,
  turbo,
  smt,
  load,
  steal,
  swap,
  clock,
  randomisation,
  virtualisation,
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
