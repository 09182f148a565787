// The clock every sample is read from, and what is known about it.
#pragma once

#include <cstdint>
#include <numeric>
#include <time.h>

#if defined(__x86_64__)
#define PAWL_FLOAT_REGISTER(value) "+x"(value)
#else
#define PAWL_FLOAT_REGISTER(value) "+w"(value)
#endif

namespace pawl {

/// Nanoseconds since an arbitrary point. The vDSO read costs 20–30 ns and steps by 10 ns or so on common clouds, the
/// same as `rdtscp`, and needs no calibration.
inline std::uint64_t now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(t.tv_nsec);
}

/// Keeps the compiler from moving memory accesses across, and from dropping results nobody reads.
inline void barrier() { asm volatile("" ::: "memory"); }

/// What all readings are multiples of, ns: the greatest common divisor of differences. The smallest difference would
/// tell the cost of a reading instead, wherever that is longer than the step.
inline std::uint64_t clock_step() {
  std::uint64_t step = 0;
  std::uint64_t last = now();
  for (int i = 0; i < 1000 && step != 1; ++i) {
    const std::uint64_t next = now();
    step = std::gcd(step, next - last);
    last = next;
  }
  return step ? step : 1;
}

/// A chain of dependent divisions: its time depends on the core's speed alone, never on memory, so it tells a slow
/// spell of the machine from a slow spell of a variant. About 2 µs. Returns ns.
inline std::uint64_t probe() {
  volatile double seed = 1.000000001;
  double x = 3.0;
  const double d = seed;
  const std::uint64_t start = now();
  for (int i = 0; i < 400; ++i) {
    x /= d;
    asm volatile("" : PAWL_FLOAT_REGISTER(x));
  }
  return now() - start;
}

}  // namespace pawl
