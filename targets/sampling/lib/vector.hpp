// Vectors as wide as the CPU's registers, in GNU C++ rather than intrinsics: g++ and clang++ compile them for
// every CPU, and for several registers where one is narrower.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lib {

#if defined(__AVX512F__)
inline constexpr size_t register_bytes = 64;
#elif defined(__AVX__)
inline constexpr size_t register_bytes = 32;
#else
inline constexpr size_t register_bytes = 16;
#endif
/// Floats in a register.
inline constexpr size_t lanes = register_bytes / sizeof(float);
/// What caches move at once.
inline constexpr size_t line_bytes = 64;

using floats = float __attribute__((vector_size(register_bytes)));
using words = int32_t __attribute__((vector_size(register_bytes)));
/// Unsigned: shifts and sums that may wrap.
using bits = uint32_t __attribute__((vector_size(register_bytes)));

inline floats all(float value) { return floats{} + value; }

/// `lanes` floats from an address of any alignment.
inline floats load(const float *from) {
  floats x;
  std::memcpy(&x, from, sizeof x);
  return x;
}

inline void store(float *to, floats x) { std::memcpy(to, &x, sizeof x); }

/// a where the mask has all bits set, b where it has none.
inline words select(words mask, words a, words b) { return (a & mask) | (b & ~mask); }
inline floats select(words mask, floats a, floats b) {
  return (floats)select(mask, (words)a, (words)b);
}

/// The larger of the two in each lane; b where a is NaN.
inline floats larger(floats a, floats b) { return a > b ? a : b; }

/// The largest of the lanes.
inline float largest(floats x) {
  float best = x[0];
  for (size_t lane = 1; lane < lanes; ++lane) best = x[lane] > best ? x[lane] : best;
  return best;
}

/// The sum of the lanes, in double precision.
inline double sum(floats x) {
  double total = 0.0;
  for (size_t lane = 0; lane < lanes; ++lane) total += static_cast<double>(x[lane]);
  return total;
}

}  // namespace lib
