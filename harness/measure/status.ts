import { readFileSync } from "node:fs";
import type { Fault, Overrun } from "../model/fault.js";

/** `status_page` of harness/native/pawl/word.hpp, as the parent reads it after a worker's death. */
export interface Status {
  /** Library whose code ran, or whose thread crashed; -1: none. */
  readonly library: number;
  /** The buffer next to which a fault was trapped. */
  readonly overrun: Overrun | undefined;
  readonly fault: Fault | undefined;
  /** Grows with every sample. */
  readonly beat: bigint;
  /** Whether it was an access to arguments of an earlier call. */
  readonly outlived: boolean;
  /** Whether it was in a thread of some library, nothing tells of which. */
  readonly foreign: boolean;
}

const BYTES = 64;
const ACCESSES = ["read or write", "read", "write"] as const;
/** Values of `fault_kind` in harness/native/pawl/fault.hpp. */
const FAULTS = [undefined, "unmapped", "forbidden", "stack", "refused"] as const;

/** Before anything was loaded: a worker that dies of itself must blame no library. */
export function initialStatus(): Uint8Array {
  const page = Buffer.alloc(BYTES);
  page.writeInt32LE(-1, 0);
  page.writeInt32LE(-1, 4);
  page.writeInt32LE(-1, 44);
  return page;
}

export function readStatus(file: string): Status {
  const page = readFileSync(file);
  const foreign = Number(page.readBigInt64LE(32));
  const access = Number(page.readBigInt64LE(24));
  const trapped = ACCESSES[access] ?? "read or write";
  const buffer = (segment: number, distance: number): Overrun | undefined =>
    segment < 0
      ? undefined
      : { segment, side: distance < 0 ? "before" : "after", distance: Math.abs(distance), trapped };
  const kind = FAULTS[page.readInt32LE(40)];
  const nearest = buffer(page.readInt32LE(44), Number(page.readBigInt64LE(48)));
  return {
    library: foreign === 0 ? page.readInt32LE(0) : foreign - 2,
    overrun: buffer(page.readInt32LE(4), Number(page.readBigInt64LE(8))),
    fault: kind && { kind, trapped, nearest, address: page.readBigUInt64LE(56) },
    beat: page.readBigUInt64LE(16),
    outlived: access === 3,
    foreign: foreign === 1,
  };
}
