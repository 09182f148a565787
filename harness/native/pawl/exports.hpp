// The C functions of a driver, which the worker calls through its foreign-function interface, a few per epoch.
// Included by the generated driver after it defined `pawl_signature` (declared names never begin with `pawl_`).
#pragma once

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

/// Empty on success, else the reason; valid until the next call.
const char *pawl_load(void *s, const char *path, const char *symbol) {
  static std::string reason;
  reason = pawl::of(s).load(path, symbol);
  return reason.c_str();
}

int pawl_call(void *s, std::size_t library, std::uint64_t instance, std::uint64_t state_instance, unsigned repeats,
              int restoring, int edge, const std::uint8_t *blank, unsigned poison, std::uint8_t *out,
              std::int64_t *overruns, std::uint8_t *moved) {
  const pawl::call_request request{instance, state_instance, repeats, restoring != 0, static_cast<pawl::edge>(edge),
                                   blank, static_cast<std::uint8_t>(poison)};
  return pawl::of(s).call(library, request, {reinterpret_cast<std::byte *>(out), overruns, moved});
}

int pawl_recall(void *s, std::size_t library, std::uint64_t instance, const std::uint8_t *blank, unsigned poison,
                std::uint8_t *out, std::uint8_t *moved) {
  return pawl::of(s).timing.recall(library, instance, blank, static_cast<std::uint8_t>(poison),
                                   reinterpret_cast<std::byte *>(out), moved);
}

int pawl_remap(void *s, std::uint64_t instance, std::size_t frames) {
  return pawl::of(s).timing.remap(instance, frames);
}

void pawl_rounds(void *s, const std::uint8_t *order, std::uint64_t count, std::uint64_t first_instance,
                 const std::uint32_t *batch, std::uint64_t block, double *samples, double *probes) {
  pawl::of(s).timing.rounds(order, count, first_instance, batch, block, samples, probes);
}

void pawl_calibrate(void *s, double *operation, double *restore, std::uint64_t cap) {
  pawl::of(s).timing.calibrate(operation, restore, cap);
}

/// After `pawl_remap`.
double pawl_empty_call(void *s, std::uint32_t batch) {
  return pawl::of(s).timing.empty_call(batch);
}

/// Destroys the states and ends the process at once: exit handlers of foreign libraries are none of our business.
void pawl_end(void *s) {
  pawl::of(s).timing.drop_states();
  _exit(0);
}

double pawl_clock_step() { return static_cast<double>(pawl::clock_step()); }

/// Voluntary switches, involuntary switches, minor faults, major faults; then minor faults of children waited for.
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
}

}  // extern "C"
