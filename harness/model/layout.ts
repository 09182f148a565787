import type { BufferType, Direction, StructType } from "./kernel.js";
import type { Scalar } from "./scalar.js";

/**
 * Where the values of one instance lie. An *image* is the flat, pointer-free serialisation of all arguments of one
 * instance; a worker copies its segments into memory of its own and patches the pointers in.
 */
export interface Layout {
  /** By-value scalars of the kernel and of `state.create`. */
  readonly slots: readonly Slot[];
  /** Buffers, in declaration order, a struct before the buffers it points to. */
  readonly segments: readonly Segment[];
  readonly relocations: readonly Relocation[];
  /** Bytes of one image up to its large inputs, which lie last. */
  readonly front: number;
  /** Bytes of one image. */
  readonly bytes: number;
}

/**
 * What of a layout a worker is told: where things lie. Without types, since a dimension may be a function, which crosses
 * no border between processes.
 */
export interface Placement extends Pick<Layout, "relocations" | "front" | "bytes"> {
  readonly segments: readonly Pick<Segment, "offset" | "bytes" | "align" | "ofState">[];
}

export interface Slot {
  readonly name: string;
  readonly type: Scalar;
  /** Byte offset in the image. */
  readonly offset: number;
}

export interface Segment {
  /** `cur`, `cur.data`, `returns`. */
  readonly path: string;
  readonly type: BufferType;
  readonly direction: Direction;
  /** True for the arguments of `state.create`: they outlive the state. */
  readonly ofState: boolean;
  readonly count: number;
  /** Bytes of one element. */
  readonly stride: number;
  /** Natural alignment of one element, bytes. */
  readonly align: number;
  /** Byte offset in the image. */
  readonly offset: number;
  readonly bytes: number;
}

/** The pointer at byte `offset` of segment `segment` points to the start of segment `target`. */
export interface Relocation {
  readonly segment: number;
  readonly offset: number;
  readonly target: number;
}

/** C layout of a struct: natural alignment, as every supported ABI lays it out. */
export interface StructLayout {
  readonly type: StructType;
  readonly bytes: number;
  readonly align: number;
  readonly fields: readonly {
    readonly name: string;
    /** `pointer` for a buffer field. */
    readonly type: Scalar | "pointer";
    readonly offset: number;
  }[];
}
