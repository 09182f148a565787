import type {
  Calibration,
  CallRequest,
  CallResult,
  Overrun,
  RecallRequest,
  SessionSpec,
} from "../model/executor.js";
import { bytesPrinted, livingChildren, printedSince } from "./side-effects.js";

/** A generated driver, called through koffi: the worker's only way to native code. */
export interface Driver {
  call(request: CallRequest): CallResult;
  /** After `remap`: once more in the timed memory and state. */
  recall(request: RecallRequest): CallResult;
  calibrate(): Calibration;
  /** Fresh memory and states for an epoch, made from one instance. */
  remap(instance: number, frames: number): void;
  rounds(
    order: Uint8Array,
    rounds: number,
    firstInstance: number,
    batch: Uint32Array,
    block: number,
  ): { samples: Float64Array; probe: Float64Array };
  usage(): {
    voluntary: number;
    involuntary: number;
    minorFaults: number;
    majorFaults: number;
    childFaults: number;
  };
  /** No CPUs: back to where the process began. */
  pin(cpus: readonly number[]): boolean;
  clockStep(): number;
  /** After `remap`. */
  emptyCall(batch: number): number;
  /** Does not return. */
  end(): never;
}

/** A library that cannot be used, as far as it can be told without a crash. */
export class LibraryError extends Error {
  constructor(
    readonly library: number,
    message: string,
  ) {
    super(message);
  }
}

/** Longest that calibration spends on one variant, beyond the first operation. */
const CALIBRATION_CAP_NS = 4_000_000;

/** Loads the driver and all libraries. Throws Error with a message for the user when something cannot be loaded. */
export async function openDriver(spec: SessionSpec, statusFile: string): Promise<Driver> {
  const { default: koffi } = await import("koffi");
  const native = load(koffi, spec.driver);
  const f = {
    begin: native.func("int pawl_begin(const char *status)"),
    pin: native.func("int pawl_pin(const uint32_t *cpus, size_t count)"),
    open: native.func(
      "void *pawl_open(const char *images, uint64_t bytes, uint64_t instances, const uint64_t *segments, size_t ns, const uint64_t *relocations, size_t nr, uint64_t align, int cold)",
    ),
    load: native.func("const char *pawl_load(void *s, const char *path, const char *symbol)"),
    call: native.func(
      "int pawl_call(void *s, size_t library, uint64_t instance, uint64_t state_instance, unsigned int repeats, int restoring, int edge, const uint8_t *blank, unsigned int poison, uint8_t *out, int64_t *overruns, uint8_t *moved)",
    ),
    recall: native.func(
      "int pawl_recall(void *s, size_t library, uint64_t instance, const uint8_t *blank, unsigned int poison, uint8_t *out, uint8_t *moved)",
    ),
    remap: native.func("int pawl_remap(void *s, uint64_t instance, size_t frames)"),
    rounds: native.func(
      "void pawl_rounds(void *s, const uint8_t *order, uint64_t count, uint64_t first, const uint32_t *batch, uint64_t block, double *samples, double *probes)",
    ),
    calibrate: native.func("void pawl_calibrate(void *s, double *operation, double *restore, uint64_t cap)"),
    emptyCall: native.func("double pawl_empty_call(void *s, uint32_t batch)"),
    end: native.func("void pawl_end(void *s)"),
    clockStep: native.func("double pawl_clock_step()"),
    usage: native.func("void pawl_usage(double *out)"),
  };

  if (!f.begin(statusFile)) throw new Error(`the status file ${statusFile} cannot be mapped`);
  const pin = (cpus: readonly number[]) => f.pin(Uint32Array.from(cpus), cpus.length) === 1;
  if (spec.cpus.length > 0) pin(spec.cpus); // before the libraries: their threads inherit it

  const { layout } = spec;
  const numbers = (rows: readonly (readonly number[])[]) => BigUint64Array.from(rows.flat(), BigInt);
  const session = f.open(
    spec.images,
    layout.bytes,
    spec.instances,
    numbers(layout.segments.map((s) => [s.offset, s.bytes, s.align, s.ofState ? 1 : 0])),
    layout.segments.length,
    numbers(layout.relocations.map((r) => [r.segment, r.offset, r.target])),
    layout.relocations.length,
    spec.align,
    spec.cache === "cold" ? 1 : 0,
  );
  if (!session) throw new Error(`the inputs ${spec.images} cannot be mapped`);
  for (const [i, { path, symbol }] of spec.libraries.entries()) {
    const reason = f.load(session, path, symbol) as string;
    if (reason) throw new LibraryError(i, `it cannot be loaded: ${reason}`);
  }

  const usage = () => {
    const out = new Float64Array(5);
    f.usage(out);
    const [voluntary = 0, involuntary = 0, minorFaults = 0, majorFaults = 0, childFaults = 0] = out;
    return { voluntary, involuntary, minorFaults, majorFaults, childFaults };
  };
  const remap = (instance: number, frames: number) => {
    const code = f.remap(session, instance, frames) as number;
    if (code === 1) throw new Error(REASONS[code]);
    if (code !== 0) throw new LibraryError(code >> 8, REASONS[(code & 255) as keyof typeof REASONS]);
  };

  const maskOf = (chosen: readonly number[]) =>
    Uint8Array.from({ length: Math.max(1, layout.segments.length) }, (_, i) => Number(chosen.includes(i)));
  const movedIn = (moved: Uint8Array) => layout.relocations.flatMap((r, i) => (moved[i] ? [r.segment] : []));

  return {
    pin,
    usage,
    remap,
    clockStep: () => f.clockStep() as number,
    emptyCall: (batch) => f.emptyCall(session, batch) as number,
    end: () => f.end(session) as never,
    recall({ library, instance, blank = [] }) {
      const image = new Uint8Array(layout.bytes);
      const moved = new Uint8Array(Math.max(1, layout.relocations.length));
      const code = f.recall(
        session,
        library,
        instance,
        maskOf(blank),
        poisonOf(instance),
        image,
        moved,
      ) as number;
      if (code !== 0) throw new LibraryError(library, REASONS[code as keyof typeof REASONS]);
      return { image, overruns: [], movedPointers: movedIn(moved), startedProcesses: false, printed: "" };
    },
    call({ library, instance, stateInstance = instance, repeats, restoring = false, guard, blank = [] }) {
      const image = new Uint8Array(layout.bytes);
      const overruns = new BigInt64Array(Math.max(1, layout.segments.length));
      const moved = new Uint8Array(Math.max(1, layout.relocations.length));
      const [ended, living] = [usage().childFaults, livingChildren()];
      const printedBefore = bytesPrinted();
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
        image,
        overruns,
        moved,
      );
      if (code !== 0) throw new LibraryError(library, REASONS[code as keyof typeof REASONS]);
      return {
        image,
        overruns: [...overruns].flatMap((distance, segment): Overrun[] =>
          distance === 0n
            ? []
            : [
                {
                  segment,
                  side: distance < 0n ? "before" : "after",
                  distance: Math.abs(Number(distance)),
                  trapped: null,
                },
              ],
        ),
        movedPointers: movedIn(moved),
        startedProcesses:
          usage().childFaults > ended || [...livingChildren()].some((pid) => !living.has(pid)),
        printed: printedSince(printedBefore),
      };
    },
    calibrate() {
      const operation = new Float64Array(spec.libraries.length);
      const restore = new Float64Array(1);
      remap(0, 1);
      f.calibrate(session, operation, restore, CALIBRATION_CAP_NS);
      return {
        operation: [...operation],
        restore: restore[0] as number,
        clockStep: f.clockStep() as number,
        clockCost: f.emptyCall(session, 1) as number,
      };
    },
    rounds(order, rounds, firstInstance, batch, block) {
      const samples = new Float64Array(rounds * spec.libraries.length);
      const probe = new Float64Array(Math.ceil(rounds / block));
      f.rounds(session, order, rounds, firstInstance, batch, block, samples, probe);
      return { samples, probe };
    },
  };
}

function load(koffi: Pick<typeof import("koffi"), "load">, path: string) {
  try {
    return koffi.load(path);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`); // koffi leaves the path out
  }
}

/** Values of `edge` in memory.hpp. */
const EDGES = ["end", "begin", "none"];

/** A byte that makes no likely result of any type, another one for neighbouring instances. */
const poisonOf = (instance: number): number => 0xc1 ^ ((instance * 0x2b) & 0xff);

/** Return codes of `guarded.hpp`. */
const REASONS = {
  1: "the system refused the memory for its arguments",
  2: "its create function returned null",
  3: "it returned a null pointer where elements were due",
} as const;
