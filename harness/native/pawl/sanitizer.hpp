// What a worker tells the runtime of a sanitizer, when one was loaded before everything else. The driver itself is not
// instrumented.
#pragma once

#include <cinttypes>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <dlfcn.h>
#include <unistd.h>

namespace pawl {

/// Null when no sanitizer is there. See <sanitizer/common_interface_defs.h>.
template <class F> F *sanitizer_function(const char *name) {
  return reinterpret_cast<F *>(dlsym(RTLD_DEFAULT, name));
}

/// The foreign-function interface calls on a stack of its own. The runtime must know its bounds, or else it takes the
/// overflow of a local variable for a wild access, and keeps poisoned what an exception has unwound.
inline void announce_stack() {
  auto *const start = sanitizer_function<void(void **, const void *, std::size_t)>("__sanitizer_start_switch_fiber");
  auto *const finish =
      sanitizer_function<void(void *, const void **, std::size_t *)>("__sanitizer_finish_switch_fiber");
  std::FILE *maps = start && finish ? std::fopen("/proc/self/maps", "r") : nullptr;
  if (!maps) return;
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  std::uintptr_t low, high;
  while (std::fscanf(maps, "%" SCNxPTR "-%" SCNxPTR "%*[^\n]", &low, &high) == 2) {
    if (here < low || here >= high) continue;
    start(nullptr, reinterpret_cast<const void *>(low), high - low);
    finish(nullptr, nullptr, nullptr);
    break;
  }
  std::fclose(maps);
}

/// Prints where a signal hit, as the sanitizers' own reports do (GCC's runtime for undefined behaviour alone cannot).
/// Must be called once before, with 0, outside of a handler: that only looks for the printer.
inline void print_fault(int signal) {
  static auto *const print = sanitizer_function<void()>("__sanitizer_print_stack_trace");
  if (!print || signal == 0) return;
  dprintf(STDERR_FILENO, "==%d==ERROR: signal %d\n", static_cast<int>(getpid()), signal);
  print();
}

}  // namespace pawl
