// The C functions of a driver, which the worker calls through its foreign-function interface, a few per epoch.
// Included by the generated driver after it defined `pawl_signature` (declared names never begin with `pawl_`).
#pragma once

#include "device_time.hpp"
#include "process.hpp"
#include "session.hpp"

namespace pawl {
using driver = session<pawl_signature>;
inline driver &of(void *s) { return *static_cast<driver *>(s); }
}  // namespace pawl

extern "C" {

/// Once per process. Returns 0 when the status file cannot be mapped.
int pawl_begin(const char *status_path) {
  if (!pawl::open_status(status_path)) return 0;
  pawl::harden();
  pawl::install_fault_handler();
  pawl::announce_stack();
  pawl::foreign_threads();
  return 1;
}

int pawl_pin(const std::uint32_t *cpus, std::size_t count) { return pawl::pin(cpus, count); }

/// Null when the images cannot be read.
void *pawl_open(const char *images, std::uint64_t image_bytes, std::uint64_t instances, const std::uint64_t *segments,
                std::size_t n_segments, const std::uint64_t *relocations, std::size_t n_relocations,
                std::uint64_t align, int cold) {
  static_assert(sizeof(pawl::segment) == 4 * sizeof(std::uint64_t));
  static_assert(sizeof(pawl::relocation) == 3 * sizeof(std::uint64_t));
  auto *s = new pawl::driver(images, image_bytes, instances, reinterpret_cast<const pawl::segment *>(segments),
                             n_segments, reinterpret_cast<const pawl::relocation *>(relocations), n_relocations, align,
                             cold != 0);
  if (s->in.ready()) return s;
  delete s;
  return nullptr;
}

/// Ends `s` for a session on other inputs with the same libraries; null, and `s` goes on, when they cannot be read.
void *pawl_rebind(void *s, const char *images, std::uint64_t image_bytes, std::uint64_t instances,
                  const std::uint64_t *segments, std::size_t n_segments, const std::uint64_t *relocations,
                  std::size_t n_relocations) {
  pawl::driver &old = pawl::of(s);
  auto *next = new pawl::driver(images, image_bytes, instances, reinterpret_cast<const pawl::segment *>(segments),
                                n_segments, reinterpret_cast<const pawl::relocation *>(relocations), n_relocations,
                                old.align, old.timing.cold());
  if (!next->in.ready()) {
    delete next;
    return nullptr;
  }
  old.timing.drop_states();
  next->libraries = old.libraries;
  delete &old;
  return next;
}

/// Empty on success, else the reason; valid until the next call.
const char *pawl_load(void *s, const char *path, const char *symbol) {
  static std::string reason;
  reason = pawl::of(s).load(path, symbol);
  return reason.c_str();
}

/// `out` receives the front of an image, of which there may be more: see `pawl_whole`.
int pawl_call(void *s, std::size_t library, std::uint64_t instance, std::uint64_t state_instance, unsigned repeats,
              int restoring, int edge, const std::uint8_t *blank, unsigned poison, std::uint8_t *out,
              std::int64_t *overruns, std::uint8_t *moved) {
  const pawl::call_request request{instance, state_instance, repeats, restoring != 0, static_cast<pawl::edge>(edge),
                                   blank, static_cast<std::uint8_t>(poison)};
  pawl::driver &driver = pawl::of(s);
  pawl::image_bytes answer;
  driver.whole.clear();
  const int code = driver.call(library, request, {answer, overruns, moved});
  if (code == 0) driver.tell(answer, out);
  return code;
}

/// Whether the `which`-th answer told since the last `pawl_call` or `pawl_interrogate` holds more than its front, since
/// some large input was changed: `image` receives all of it then, unless it is null.
int pawl_whole(void *s, std::size_t which, std::uint8_t *image) {
  const pawl::image_bytes &answer = pawl::of(s).whole[which];
  if (image && !answer.empty()) std::memcpy(image, answer.data(), answer.size());
  return !answer.empty();
}

/// Asks a library for `instance` once, where it is timed, and keeps the answer for `pawl_interrogate`.
int pawl_note(void *s, std::size_t library, std::uint64_t instance, const std::uint8_t *blank, unsigned poison) {
  return pawl::of(s).questioning.note(library, 0, instance, blank, static_cast<std::uint8_t>(poison));
}

/// `images` receives, one behind the other, the fronts of the first answers to the base and the changed instance, and of
/// those of `pawl::answers` in order; `told` says which are there, and `pawl_whole` counts those. `facts`: calls noted, how many deviate, how many of these are
/// kept for `pawl_deviation`, ns spent, ns of foreign threads meanwhile, segment changed late or -1, whether by the next
/// call, segment and distance of a write outside while timed, whether foreign threads were about, looks at these, and
/// how many found one that could run.
int pawl_interrogate(void *s, std::size_t library, const std::uint64_t *instances, unsigned calls, std::uint64_t cap,
                     const std::uint8_t *blank, unsigned poison, std::uint8_t *images, std::uint8_t *told,
                     std::int64_t *overruns, std::uint8_t *moved, std::int64_t *facts) {
  pawl::driver &driver = pawl::of(s);
  const pawl::questions questions{instances[0], instances[1], instances[2], calls, cap, blank,
                                  static_cast<std::uint8_t>(poison)};
  pawl::answers answers;
  if (const int code = driver.questioning.ask(library, questions, answers)) return code;
  const pawl::witness &heard = driver.questioning.heard(library);
  driver.whole.clear();
  const pawl::image_bytes *const all[] = {&heard.first(0), &heard.first(1), &answers.guarded,
                                          &answers.fresh, &answers.spoiled};
  for (std::size_t i = 0; i < std::size(all); ++i) {
    told[i] = !all[i]->empty();
    if (told[i]) driver.tell(*all[i], images + i * driver.in.front());
  }
  std::copy(answers.overruns.begin(), answers.overruns.end(), overruns);
  std::copy(answers.moved.begin(), answers.moved.end(), moved);
  const pawl::stray outside = driver.timing.strayed(library);
  const std::int64_t known[] = {static_cast<std::int64_t>(heard.calls()), static_cast<std::int64_t>(heard.odd()),
                                static_cast<std::int64_t>(heard.deviations().size()), static_cast<std::int64_t>(answers.spent),
                                static_cast<std::int64_t>(answers.others), answers.late,
                                answers.late_by_call,                     static_cast<std::int64_t>(outside.segment),
                                outside.distance,                         answers.company,
                                static_cast<std::int64_t>(answers.looks), static_cast<std::int64_t>(answers.wanting)};
  std::copy(std::begin(known), std::end(known), facts);
  return 0;
}

/// Copies the front of what deviates, which `pawl_whole` counts too, and returns whether it answers the base (0) or the changed instance (1).
int pawl_deviation(void *s, std::size_t library, std::size_t index, std::uint8_t *image) {
  pawl::driver &driver = pawl::of(s);
  const pawl::witness::deviation &kept = driver.questioning.heard(library).deviations()[index];
  driver.tell(kept.answer, image);
  return static_cast<int>(kept.of);
}

/// Before `pawl_remap`, whose states are gone then.
void pawl_move_libraries(void *s, std::uint64_t random) { pawl::of(s).move_libraries(random); }

int pawl_remap(void *s, std::uint64_t instance, std::size_t frames) {
  return pawl::of(s).timing.remap(instance, frames);
}

int pawl_rounds(void *s, const std::uint8_t *order, std::uint64_t count, std::uint64_t first,
                 std::uint64_t rotation_first, std::uint64_t rotation_count, const std::uint32_t *batch, std::uint64_t block, double *samples, double *probes) {
  return pawl::of(s).timing.rounds(order, count, first, {rotation_first, rotation_count}, batch, block, samples, probes);
}

/// After `pawl_remap`.
int pawl_calibrate(void *s, double *operation, double *restore, int repeat, std::uint64_t cap) {
  return pawl::of(s).timing.calibrate(operation, restore, repeat != 0, cap);
}

/// After `pawl_remap`.
double pawl_empty_call(void *s, std::uint32_t batch) {
  return pawl::of(s).timing.empty_call(batch);
}

/// What the runtime of a device said when a call returned 4; valid until the next one does.
const char *pawl_device_complaint() { return pawl::device_complaint().c_str(); }

/// What a library tells of its device: 1 the name, 2 the time.
int pawl_device_offers(void *s, std::size_t library) {
  const pawl::device_exports &device = pawl::of(s).libraries[library].device;
  return (device.name ? 1 : 0) | (device.ns ? 2 : 0);
}

/// Null when it knows none. Of a library that offers it.
const char *pawl_device_named(void *s, std::size_t library) {
  const auto &l = pawl::of(s).libraries[library];
  pawl::status()->library = static_cast<std::int32_t>(library);
  const char *const name = l.device.name(l.state);
  pawl::status()->library = -1;
  return name;
}

/// See `pawl::device_times`, which it returns as; `made` receives how many of the `most` times there are.
int pawl_device_times(void *s, std::size_t library, std::uint64_t first, std::uint64_t fewest, std::uint64_t most,
                      std::uint64_t cap, double *times, std::uint64_t *made) {
  pawl::driver &driver = pawl::of(s);
  return pawl::device_times(driver.timing, driver.libraries[library], library, {first, fewest, most, cap}, times, *made);
}

/// Destroys the states and ends the process at once: exit handlers of foreign libraries are none of our business.
void pawl_end(void *s) {
  pawl::of(s).timing.drop_states();
  _exit(0);
}

double pawl_clock_step() { return static_cast<double>(pawl::clock_step()); }

/// Voluntary switches, involuntary switches, minor faults, major faults; then minor faults of children waited for;
/// ns that threads of libraries have worked.
void pawl_usage(double *out) {
  rusage self{}, children{};
#if defined(RUSAGE_THREAD)
  getrusage(RUSAGE_THREAD, &self);  // Node's helper threads live on other CPUs and are interrupted as they please
#else
  getrusage(RUSAGE_SELF, &self);
#endif
  getrusage(RUSAGE_CHILDREN, &children);
  out[0] = static_cast<double>(self.ru_nvcsw);
  out[1] = static_cast<double>(self.ru_nivcsw);
  out[2] = static_cast<double>(self.ru_minflt);
  out[3] = static_cast<double>(self.ru_majflt);
  out[4] = static_cast<double>(children.ru_minflt);
  out[5] = static_cast<double>(pawl::foreign_threads().worked());
}

}  // extern "C"
