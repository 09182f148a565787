// 2^x and e^x of floats, without intrinsics. avx512/exp.hpp is the twin with AVX-512.
//
// x is split into a whole number n and f in [-0.5, 0.5]; a polynomial, minimax in relative error (Remez), gives
// 2^f, and n goes into the exponent. Errors, with and without fused multiply-adds, are the largest over all
// floats, against double precision.
#pragma once

#include "vector.hpp"

namespace lib {

inline constexpr float log2_e = 1.44269504088896340736f;

/// 1.5 * 2^23: a float of at most 2^22 plus this has no fraction left, and its lowest bits hold the whole number.
inline constexpr float whole = 12582912.0f;

/// 2^x of every float: NaN, infinities, and denormal results included. At most 1.08 ULP off (0.88 fused), so that
/// it is the nearest float or a neighbour of that.
inline floats exp2(floats x) {
  x = x < all(-150.0f) ? all(-150.0f) : x;  // rounds to 0, as all below
  x = x > all(128.0f) ? all(128.0f) : x;    // overflows, as all above
  const floats shifted = x + whole;
  const floats f = x - (shifted - whole);
  floats y = all(0.00015329264f);
  y = y * f + 0.00133909693f;
  y = y * f + 0.00961849932f;
  y = y * f + 0.0555035956f;
  y = y * f + 0.240226477f;
  y = y * f + 0.693147182f;
  y = y * f + 1.0f;
  // In two steps, each by a normal power of two: only the second one may round.
  const words n = (words)((bits)shifted - (bits)all(whole));
  const words n0 = n >> 1, n1 = n - n0;
  const floats power0 = (floats)((bits)(n0 + 127) << 23), power1 = (floats)((bits)(n1 + 127) << 23);
  return y * power0 * power1;
}

/// 2^x for x below 127: relative error at most 2.4e-7 where x >= -126, 0 for all below. 0 of NaN.
inline floats exp2_fast(floats x) {
  const floats shifted = x + whole;
  const floats f = x - (shifted - whole);
  floats y = all(0.00132764713f);
  y = y * f + 0.00967554096f;
  y = y * f + 0.0555071309f;
  y = y * f + 0.240221202f;
  y = y * f + 0.693146944f;
  y = y * f + 1.00000012f;
  const floats scaled = (floats)((bits)y + ((bits)shifted << 23));
  return x >= all(-126.0f) ? scaled : floats{};
}

/// e^x for x below 88: relative error at most 2.4e-7 + 7.4e-8 |x| where x >= -87.3, the second part being that of
/// x * log2(e); 0 for all below, minus infinity included. 0 of NaN.
inline floats exp_fast(floats x) { return exp2_fast(x * log2_e); }

}  // namespace lib
