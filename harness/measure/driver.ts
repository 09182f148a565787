import type {
  Audit,
  Binding,
  Calibration,
  CallRequest,
  CallResult,
  Interrogation,
  Questions,
  SessionSpec,
} from "../model/executor.js";
import { BLOCK_ROUNDS, type DeviceUse, type InstanceRange } from "../model/measurement.js";
import { poisonOf } from "../support/poison.js";
import { calibrate } from "./calibration.js";
import { deviceUse } from "./device.js";
import { answerOf, interrogate, overrunAt } from "./interrogation.js";
import { inputArguments, loadDriver } from "./native.js";
import type { Told } from "./protocol.js";
import { sideEffects } from "./side-effects.js";

/** A generated driver, called through koffi: the worker's only way to native code. */
export interface Driver {
  /** Other inputs for the libraries that are loaded. Throws Error when they cannot be read; the old ones stay then. */
  rebind(binding: Told<Binding>): void;
  call(request: CallRequest): CallResult;
  /** After `remap`: asks every library once in the timed memory and state, and keeps the answers for `interrogate`. */
  audit(audit: Audit): void;
  /** In the timed memory and state; makes them when there are none. */
  interrogate(request: Questions): Interrogation;
  calibrate(repeat: boolean): Calibration;
  /** Goes on with copies of the libraries at other addresses, where that can be had; before `remap`. */
  moveLibraries(random: number): void;
  /** Fresh memory and states for an epoch, made from one instance. */
  remap(instance: number, frames: number): void;
  rounds(request: RoundsRequest): { samples: Float64Array; probe: Float64Array };
  /** After `remap` and all that is timed: events take time. Null where the library tells of no device. */
  device(library: number, instance: number): DeviceUse | null;
  usage(): {
    voluntary: number;
    involuntary: number;
    minorFaults: number;
    majorFaults: number;
    childFaults: number;
    /** Nanoseconds of CPU time of the threads that libraries started. */
    worked: number;
  };
  /** No CPUs: back to where the process began. */
  pin(cpus: readonly number[]): boolean;
  clockStep(): number;
  /** After `remap`. */
  emptyCall(batch: number): number;
  /** Does not return. */
  end(): never;
}

interface RoundsRequest {
  /** `[round][position]` → library. */
  readonly order: Uint8Array;
  readonly count: number;
  /** The instances that it goes through again and again, and at which of them it begins. */
  readonly over: InstanceRange;
  readonly first: number;
  readonly batch: Uint32Array;
}

/** A library that cannot be used, as far as it can be told without a crash. */
export class LibraryError extends Error {
  constructor(
    readonly library: number,
    message: string,
    /** Whether that is what the runtime of a device says. */
    readonly onDevice = false,
  ) {
    super(message);
  }
}

/** Loads the driver and all libraries. Throws Error with a message for the user when something cannot be loaded. */
export async function openDriver(spec: Told<SessionSpec>, statusFile: string): Promise<Driver> {
  const f = await loadDriver(spec.driver);
  if (!f.begin(statusFile)) throw new Error(`the status file ${statusFile} cannot be mapped`);
  const pin = (cpus: readonly number[]) => f.pin(Uint32Array.from(cpus), cpus.length) === 1;
  if (spec.cpus.length > 0) pin(spec.cpus); // before the libraries: their threads inherit it

  let { layout } = spec;
  let session = f.open(
    ...inputArguments(spec.images, spec.instances, layout),
    spec.align,
    spec.cache === "cold" ? 1 : 0,
  );
  if (!session) throw new Error(`the inputs ${spec.images} cannot be mapped`);
  for (const [i, { path, symbol }] of spec.libraries.entries()) {
    const reason = f.load(session, path, symbol) as string;
    if (reason) throw new LibraryError(i, `it cannot be loaded: ${reason}`);
  }

  const usage = () => {
    const out = new Float64Array(6);
    f.usage(out);
    const [voluntary = 0, involuntary = 0, minorFaults = 0, majorFaults = 0, childFaults = 0, worked = 0] =
      out;
    return { voluntary, involuntary, minorFaults, majorFaults, childFaults, worked };
  };
  let mapped = false;
  const remap = (instance: number, frames: number) => {
    const code = f.remap(session, instance, frames) as number;
    mapped = code === 0;
    if (code === 1) throw new Error(REASONS[code]);
    check(code);
  };

  const succeed = (library: number, code: number) => {
    if (code === DEVICE_FAILED) throw new LibraryError(library, f.deviceComplaint() as string, true);
    if (code !== 0) throw new LibraryError(library, REASONS[code as keyof typeof REASONS]);
  };
  /** Of codes with the library above the low byte. */
  const check = (code: number) => succeed(code >> 8, code & 255);
  const maskOf = (chosen: readonly number[]) =>
    Uint8Array.from({ length: Math.max(1, layout.segments.length) }, (_, i) => Number(chosen.includes(i)));
  const movedIn = (moved: Uint8Array) => layout.relocations.flatMap((r, i) => (moved[i] ? [r.segment] : []));

  return {
    rebind(binding) {
      const next = f.rebind(session, ...inputArguments(binding.images, binding.instances, binding.layout));
      if (!next) throw new Error(`the inputs ${binding.images} cannot be mapped`);
      session = next;
      mapped = false;
      layout = binding.layout;
    },
    pin,
    usage,
    moveLibraries(random) {
      f.moveLibraries(session, random);
      mapped = false;
    },
    remap,
    clockStep: () => f.clockStep() as number,
    emptyCall: (batch) => f.emptyCall(session, batch) as number,
    end: () => f.end(session) as never,
    audit({ instance, blank }) {
      for (const library of spec.libraries.keys())
        succeed(library, f.note(session, library, instance, maskOf(blank), poisonOf(instance)) as number);
    },
    interrogate(request) {
      const { library, blank } = request;
      if (!mapped) remap(0, 1);
      const questions = { ...request, blank: maskOf(blank), poison: poisonOf(library) };
      const answers = interrogate(f, session, layout, questions);
      if (typeof answers === "number") succeed(library, answers);
      return answers as Interrogation;
    },
    device(library, instance) {
      const use = deviceUse(f, session, library, instance);
      if (typeof use === "number") succeed(library, use);
      return use as DeviceUse | null;
    },
    call({
      library,
      instance,
      stateInstance = instance,
      repeats,
      restoring = false,
      guard,
      blank = [],
      unobserved = false,
    }) {
      const front = new Uint8Array(layout.front);
      const overruns = new BigInt64Array(Math.max(1, layout.segments.length));
      const moved = new Uint8Array(Math.max(1, layout.relocations.length));
      const observe = unobserved ? null : sideEffects(() => usage().childFaults);
      const code = f.call(
        session,
        library,
        instance,
        stateInstance,
        repeats,
        restoring ? 1 : 0,
        EDGES.indexOf(guard),
        maskOf(blank),
        poisonOf(instance),
        front,
        overruns,
        moved,
      );
      succeed(library, code);
      return {
        image: answerOf(f, session, layout, 0, front),
        overruns: [...overruns].flatMap((distance, segment) => overrunAt(segment, distance)),
        movedPointers: movedIn(moved),
        ...(observe?.() ?? { startedProcesses: false, printed: "" }),
      };
    },
    calibrate: (repeat) =>
      calibrate(f, session, {
        libraries: spec.libraries.length,
        bytes: layout.bytes,
        repeat: repeat && spec.cache === "warm",
        alone: spec.cache === "cold",
        map: (copies) => remap(0, copies),
        check,
      }),
    rounds({ order, count, over, first, batch }) {
      const samples = new Float64Array(count * spec.libraries.length);
      const probe = new Float64Array(Math.ceil(count / BLOCK_ROUNDS));
      const range = [over.first, over.count];
      check(f.rounds(session, order, count, first, ...range, batch, BLOCK_ROUNDS, samples, probe) as number);
      return { samples, probe };
    },
  };
}

/** Values of `edge` in memory.hpp. */
const EDGES = ["end", "begin", "none", "exact"];

/** Return codes of `guarded.hpp`. */
const REASONS = {
  1: "the system refused the memory for its arguments",
  2: "its create function returned null",
  3: "it returned a null pointer where elements were due",
} as const;
const DEVICE_FAILED = 4;
