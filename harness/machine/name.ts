import { createHash } from "node:crypto";
import type { Machine } from "../model/machine.js";

/** Everything that makes numbers incomparable, and nothing that changes with an update or a restart. */
export interface Identity {
  readonly cpu: string;
  /** Vendor, family, model and stepping. */
  readonly identity: string;
  readonly generation: string | null;
  readonly instructions: readonly string[];
  readonly caches: Machine["caches"];
  readonly cpus: number;
}

/** `amd-epyc-zen4-2c-1f3a`: model, CPU count, and four hex digits of a hash over the whole identity. */
export function machineId(machine: Identity): string {
  const { cpu, identity, instructions, caches, cpus } = machine;
  const facts = JSON.stringify([
    cpu,
    identity,
    [...instructions].sort(),
    caches.map(({ level, type, bytes }) => [level, type, bytes]),
    cpus,
  ]);
  const hash = createHash("sha256").update(facts).digest("hex").slice(0, 4);
  return [slug(machine), `${cpus}c`, hash].join("-");
}

function slug({ cpu, generation }: Identity): string {
  const bare = cpu
    .replace(/\((R|TM)\)/gi, " ")
    .replace(/@.*$/, " ")
    .replace(/\bwith .*$/i, " ")
    .replace(/\b(\d+-Core|CPU|Processor)\b/gi, " ");
  const words = bare
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  // A hypervisor often hides the number behind a bare brand.
  if (generation !== null && !/\d/.test(bare)) words.push(generation);
  return words.slice(0, 6).join("-") || "unknown";
}
