// A logarithm for sums of p ln p.
#pragma once

#include <bit>
#include <cstdint>

/// ln x of positive x: at most 4.5e-6 + 1.2e-7 |ln x| off if x is a normal number, which is the largest error over
/// all floats, against double precision; about -88 of denormal x, whose x ln x does not count.
///
/// x is split into 2^e and m in [sqrt(1/2), sqrt(2)); a polynomial, minimax (Remez), gives ln m.
inline float fast_logf(float x) {
  constexpr uint32_t root_half = 0x3F3504F3;  // the bits of sqrt(1/2)
  const int32_t e = static_cast<int32_t>(std::bit_cast<uint32_t>(x) - root_half) >> 23;
  const float m = std::bit_cast<float>(std::bit_cast<uint32_t>(x) - (static_cast<uint32_t>(e) << 23));
  const float z = m - 1.0f;
  float q = -0.206607208f;
  q = q * z + 0.250496507f;
  q = q * z + -0.247897059f;
  q = q * z + 0.329235315f;
  q = q * z + -0.500013769f;
  q = q * z + 1.00007939f;
  return static_cast<float>(e) * 0.693147180559945309417f + q * z;
}
