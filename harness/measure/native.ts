import type { Placement } from "../model/layout.js";

/** The C functions of a generated driver, as `exports.hpp` declares them. */

const INPUTS =
  "const char *images, uint64_t bytes, uint64_t instances, const uint64_t *segments, size_t ns, const uint64_t *relocations, size_t nr";

/** Throws Error with a message for the user when the driver cannot be loaded. */
export async function loadDriver(path: string) {
  const { default: koffi } = await import("koffi");
  const native = load(koffi, path);
  return {
    begin: native.func("int pawl_begin(const char *status)"),
    pin: native.func("int pawl_pin(const uint32_t *cpus, size_t count)"),
    open: native.func(`void *pawl_open(${INPUTS}, uint64_t align, int cold)`),
    rebind: native.func(`void *pawl_rebind(void *s, ${INPUTS})`),
    load: native.func("const char *pawl_load(void *s, const char *path, const char *symbol)"),
    call: native.func(
      "int pawl_call(void *s, size_t library, uint64_t instance, uint64_t state_instance, unsigned int repeats, int restoring, int edge, const uint8_t *blank, unsigned int poison, uint8_t *out, int64_t *overruns, uint8_t *moved)",
    ),
    note: native.func(
      "int pawl_note(void *s, size_t library, uint64_t instance, const uint8_t *blank, unsigned int poison)",
    ),
    interrogate: native.func(
      "int pawl_interrogate(void *s, size_t library, const uint64_t *instances, unsigned int calls, uint64_t cap, const uint8_t *blank, unsigned int poison, uint8_t *images, uint8_t *told, int64_t *overruns, uint8_t *moved, int64_t *facts)",
    ),
    whole: native.func("int pawl_whole(void *s, size_t which, uint8_t *image)"),
    deviation: native.func("int pawl_deviation(void *s, size_t library, size_t index, uint8_t *image)"),
    moveLibraries: native.func("void pawl_move_libraries(void *s, uint64_t random)"),
    remap: native.func("int pawl_remap(void *s, uint64_t instance, size_t frames)"),
    rounds: native.func(
      "int pawl_rounds(void *s, const uint8_t *order, uint64_t count, uint64_t first, uint64_t rotation_first, uint64_t rotation_count, const uint32_t *batch, uint64_t block, double *samples, double *probes)",
    ),
    calibrate: native.func(
      "int pawl_calibrate(void *s, double *operation, double *restore, int repeat, uint64_t cap)",
    ),
    emptyCall: native.func("double pawl_empty_call(void *s, uint32_t batch)"),
    deviceComplaint: native.func("const char *pawl_device_complaint()"),
    deviceOffers: native.func("int pawl_device_offers(void *s, size_t library)"),
    deviceNamed: native.func("const char *pawl_device_named(void *s, size_t library)"),
    deviceTimes: native.func(
      "int pawl_device_times(void *s, size_t library, uint64_t first, uint64_t fewest, uint64_t most, uint64_t cap, double *times, uint64_t *made)",
    ),
    end: native.func("void pawl_end(void *s)"),
    clockStep: native.func("double pawl_clock_step()"),
    usage: native.func("void pawl_usage(double *out)"),
  };
}

function load(koffi: Pick<typeof import("koffi"), "load">, path: string) {
  try {
    return koffi.load(path);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`); // koffi leaves the path out
  }
}

const numbers = (rows: readonly (readonly number[])[]) => BigUint64Array.from(rows.flat(), BigInt);

/** `of_state` and `large` of a segment, in one word. */
const flagsOf = (s: Placement["segments"][number], { front, bytes }: Placement): number =>
  (s.ofState ? 1 : 0) + (front < bytes && s.offset >= front ? 2 ** 32 : 0);

/** Arguments for `INPUTS`. */
export const inputArguments = (images: string, instances: number, layout: Placement) => [
  images,
  layout.bytes,
  instances,
  numbers(layout.segments.map((s) => [s.offset, s.bytes, s.align, flagsOf(s, layout)])),
  layout.segments.length,
  numbers(layout.relocations.map((r) => [r.segment, r.offset, r.target])),
  layout.relocations.length,
];
