import { readFileSync } from "node:fs";

/** `status_page` of harness/native/pawl/process.hpp, as the parent reads it after a worker's death. */
export interface Status {
  /** Library whose code ran, or whose thread crashed; -1: none. */
  readonly library: number;
  /** Segment next to which a fault was trapped; -1: none. */
  readonly segment: number;
  /** Bytes from that segment's edge, negative before it. */
  readonly distance: number;
  /** Grows with every sample. */
  readonly beat: bigint;
  /** What that fault was. */
  readonly access: "read" | "write" | "read or write";
  /** Whether it was an access to arguments of an earlier call. */
  readonly outlived: boolean;
  /** Whether it was in a thread of some library, nothing tells of which. */
  readonly foreign: boolean;
}

const BYTES = 40;
const ACCESSES = ["read or write", "read", "write"] as const;

/** Before anything was loaded: a worker that dies of itself must blame no library. */
export function initialStatus(): Uint8Array {
  const page = Buffer.alloc(BYTES);
  page.writeInt32LE(-1, 0);
  page.writeInt32LE(-1, 4);
  return page;
}

export function readStatus(file: string): Status {
  const page = readFileSync(file);
  const foreign = Number(page.readBigInt64LE(32));
  return {
    library: foreign === 0 ? page.readInt32LE(0) : foreign - 2,
    segment: page.readInt32LE(4),
    distance: Number(page.readBigInt64LE(8)),
    beat: page.readBigUInt64LE(16),
    outlived: page.readBigInt64LE(24) === 3n,
    foreign: foreign === 1,
    access: ACCESSES[Number(page.readBigInt64LE(24))] ?? "read or write",
  };
}
