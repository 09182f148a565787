// The clock every sample is read from, and what is known about it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
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

/// By how much readings differ at least, ns: the smallest distance between two differences of successive readings. The
/// smallest difference itself would tell the cost of a reading. A counter that steps by 10 ns shows differences of 20, 21,
/// 30, 31 … ns, since it is scaled to nanoseconds and rounded: neighbours count as one, which their common divisor would not.
inline std::uint64_t clock_step() {
  constexpr int readings = 2000;
  static std::uint64_t differences[readings];
  std::uint64_t last = now();
  for (std::uint64_t &difference : differences) {
    const std::uint64_t next = now();
    difference = next - last;
    last = next;
  }
  std::sort(std::begin(differences), std::end(differences));
  // A difference seen but once or twice is an interruption, which may last any time.
  constexpr int common = readings / 200;
  std::uint64_t step = 0, previous = 0;
  bool first = true;
  for (int i = 0; i + common < readings; i += 1) {
    if (differences[i] != differences[i + common] || (!first && differences[i] <= previous + 1)) continue;
    if (!first && (step == 0 || differences[i] - previous < step)) step = differences[i] - previous;
    previous = differences[i];
    first = false;
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
