import { open, rm } from "node:fs/promises";
import type { Instances } from "../model/executor.js";
import { type Arguments, isBuffer, isStruct, type Signature } from "../model/kernel.js";
import type { Layout, Segment } from "../model/layout.js";
import type { InstanceRange } from "../model/measurement.js";
import type { Problem } from "../model/problem.js";
import { isScalar } from "../model/scalar.js";
import type { Workload } from "../model/target.js";
import type { Value } from "../model/value.js";
import { columnsOf, encodeColumn, encodeSlot } from "../support/codec.js";
import { argumentsOf, layoutOf, type ScalarValues } from "../support/layout.js";
import { ProblemError } from "../support/problem.js";
import { inBytes } from "../support/units.js";
import { changedInstance } from "./changed.js";
import { drawColumn, isColumn, isRandom } from "./values.js";

/** Instances that timing rotates over, where memory allows (measurement.md, protocol 3). */
const INSTANCES = 16;
/** Instances that no process sees before the end of its trial. */
const UNSEEN = 4;
/**
 * All images that rotate stay below this together, or there are fewer of them: each process reads them all, and of tens of
 * megabytes neither caches nor branch predictors remember one.
 */
const IMAGES_BYTES = 160 * 2 ** 20;
const MIN_INSTANCES = 2;
/**
 * Copies of one instance beside the images, while one worker is timed and another answers: references, answers on their
 * way through the channel (some thirty in all), work buffers and guarded ones. As seen of two variants on instances of
 * 100 MB, all processes together.
 */
const BESIDE = 39;
/** Copies per variant: both workers keep its first answers to two questions. */
const ANSWERS = 4;

export interface Inputs {
  readonly layout: Layout;
  /** File of the images: `timed` ones that rotate, then `fresh` ones that timing never shows. */
  readonly file: string;
  readonly timed: number;
  readonly fresh: number;
  /** Those of the fresh ones that a trial shows at its end. */
  readonly unseen: InstanceRange;
  /** What variants are asked for once they were timed; `changed` lies behind the fresh ones, where there is such. */
  readonly instances: Instances;
}

/** What instances are drawn from. */
type Draws = Pick<Workload, "values" | "seed">;

/** Values of every by-value scalar of one instance: they decide the sizes. */
export function scalarsOf(signature: Signature, workload: Draws, instance: number): ScalarValues {
  const levels: Record<string, Record<string, number>> = {};
  const draw = { seed: workload.seed, instance };
  const visit = (path: string, members: Arguments, valueIn: (name: string) => Value | undefined) => {
    const level: Record<string, number> = {};
    levels[path] = level;
    for (const [name, type] of Object.entries(members)) {
      const value = valueIn(name);
      const inner = path === "" ? name : `${path}.${name}`;
      if (isScalar(type)) level[name] = Number(drawColumn(type, 1, columnOr(value, 0), inner, draw)[0]);
      // Structs in a row are columns and point to nothing, so they decide no size.
      else if (isBuffer(type) && isStruct(type.of) && type.dims.length === 0)
        visit(inner, type.of.fields, (field) => part(value, field));
    }
  };
  const all = argumentsOf(signature).map(({ name, type }) => [name, type]);
  visit("", Object.fromEntries(all), (name) => workload.values[name]);
  return levels;
}

const part = (value: Value | undefined, field: string): Value | undefined =>
  value !== undefined && typeof value === "object" && !isColumn(value)
    ? (value as { readonly [field: string]: Value })[field]
    : undefined;

const columnOr = (value: Value | undefined, otherwise: number) =>
  value !== undefined && isColumn(value) ? value : otherwise;

/** The value declared at a segment's path, such as `cur.data`. */
const valueAt = (workload: Draws, path: string): Value | undefined => {
  const [head = "", ...rest] = path.split(".");
  return rest.reduce<Value | undefined>(part, workload.values[head]);
};

const declaredIn =
  (workload: Draws) =>
  ({ path }: Segment, field: string | undefined): Value | undefined => {
    const value = valueAt(workload, path);
    return field === undefined ? value : part(value, field);
  };

/**
 * Draws one instance: everything a kernel reads, as one pointer-free image. Another instance's image as `over` is drawn
 * over and returned: only what differs between instances is drawn.
 */
export function drawInstance(
  layout: Layout,
  workload: Draws,
  instance: number,
  over?: Uint8Array,
): Uint8Array {
  const image = over ?? new Uint8Array(layout.bytes);
  const draw = { seed: workload.seed, instance };
  const declaredAt = declaredIn(workload);
  for (const slot of layout.slots) {
    const [value] = drawColumn(slot.type, 1, columnOr(workload.values[slot.name], 0), slot.name, draw);
    encodeSlot(image, slot.type, slot.offset, value as number);
  }
  for (const segment of layout.segments) {
    for (const { field, type } of columnsOf(segment)) {
      const declared = declaredAt(segment, field);
      if (declared === undefined || (over && !isRandom(columnOr(declared, 0)))) continue;
      const path = field === undefined ? segment.path : `${segment.path}.${field}`;
      encodeColumn(image, segment, drawColumn(type, segment.count, columnOr(declared, 0), path, draw), field);
    }
  }
  return image;
}

/**
 * Lays a workload out and writes its instances to `file`: those to rotate over, one for the calls after timing, and the
 * unseen. `variants`: how many will be compared on them. Throws ProblemError WORKLOAD_INVALID, OUT_OF_MEMORY or DISK_FULL.
 */
export async function drawInputs(
  signature: Signature,
  workload: Workload,
  file: string,
  where: string,
  variants: number,
): Promise<Inputs> {
  const invalid = (message: string): Problem => ({
    code: "WORKLOAD_INVALID",
    message: `Workload ${workload.name}: ${message}.`,
    where,
    mend: "Give every buffer as many values as its dimensions say; fills adapt to any size.",
  });
  let layout: Layout;
  try {
    layout = layoutOf(signature, scalarsOf(signature, workload, 0));
  } catch (error) {
    throw new ProblemError(invalid((error as Error).message), 1, { cause: error });
  }
  const timed = Math.max(MIN_INSTANCES, Math.min(INSTANCES, Math.floor(IMAGES_BYTES / layout.bytes)));
  const fresh = 1 + UNSEEN;
  assertFits(layout.bytes * (timed + fresh + BESIDE + ANSWERS * variants), layout.bytes, workload, where);
  const first = new Uint8Array(layout.bytes);
  let image: Uint8Array | undefined;
  let changed: Uint8Array | null = null;
  const handle = await open(file, "w");
  try {
    for (let i = 0; i < timed + fresh; i++) {
      const { segments } = layoutOf(signature, scalarsOf(signature, workload, i));
      if (segments.some(({ count }, s) => count !== layout.segments[s]?.count))
        throw new RangeError(`instance ${i} has other sizes than instance 0`);
      image = drawInstance(layout, workload, i, image);
      if (i === 0) first.set(image);
      await handle.writeFile(image); // unlike write, all of it or an error
      if (i === timed) changed = changedInstance(layout, first, image, workload.seed, declaredIn(workload));
    }
    if (changed) await handle.writeFile(changed);
  } catch (error) {
    await rm(file, { force: true });
    throw writeFailure(error as Error, file, invalid((error as Error).message));
  } finally {
    await handle.close();
  }
  const instances = { base: 0, changed: changed ? timed + fresh : timed, fresh: timed };
  return { layout, file, timed, fresh, unseen: { first: timed + 1, count: UNSEEN }, instances };
}

function assertFits(needed: number, bytes: number, workload: Workload, where: string): void {
  const free = process.availableMemory();
  if (needed <= free) return;
  throw new ProblemError({
    code: "OUT_OF_MEMORY",
    message: `Workload ${workload.name} needs about ${inBytes(needed)} and ${inBytes(free)} are free: one instance takes ${inBytes(bytes)}.`,
    where,
    mend: "Make the workload smaller, or run on a machine with more memory.",
  });
}

/** What to throw for an error met while the file was written: the disk's fault, or the workload's. */
function writeFailure(error: NodeJS.ErrnoException, file: string, invalid: Problem): unknown {
  if (error.code === "ENOSPC" || error.code === "EDQUOT") {
    const full: Problem = {
      code: "DISK_FULL",
      message: "No space is left to write the inputs of a workload.",
      where: file,
      mend: "Free some space (or raise the quota), or make the workload smaller.",
    };
    return new ProblemError(full, undefined, { cause: error });
  }
  return error.syscall === undefined ? new ProblemError(invalid, undefined, { cause: error }) : error;
}
