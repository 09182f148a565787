// An exponential for softmax, where no argument is positive.
#pragma once

#include <bit>
#include <cstdint>

/// e^x for x <= 0: relative error at most 2.8e-6 + 7.4e-8 |x| down to x = -87.3, 0 below.
///
/// x * log2(e) is split into a whole number, which goes into the exponent, and f in [-0.5, 0.5], for which a
/// polynomial, minimax in relative error (Remez), gives 2^f.
inline float fast_expf(float x) {
  constexpr float log2_e = 1.44269504088896340736f;
  // 1.5 * 2^23: a small float plus this has no fraction left, and its lowest bits hold the whole number.
  constexpr float whole = 12582912.0f;
  const float t = x * log2_e;
  if (t < -126.0f) return 0.0f;
  const float shifted = t + whole;
  const float f = t - (shifted - whole);
  float y = 0.00957010221f;
  y = y * f + 0.0559178591f;
  y = y * f + 0.240247443f;
  y = y * f + 0.693121791f;
  y = y * f + 0.999999285f;
  return std::bit_cast<float>(std::bit_cast<uint32_t>(y) + (std::bit_cast<uint32_t>(shifted) << 23));
}
