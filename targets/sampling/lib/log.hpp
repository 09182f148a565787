// The natural logarithm of floats, without intrinsics. avx512/log.hpp is the twin with AVX-512.
//
// x is split into 2^e and m in [sqrt(1/2), sqrt(2)); a polynomial, minimax (Remez), gives ln m = z + z^2 q(z) with
// z = m - 1. The split is that of S. Moshier's Cephes library (logf), here by integer arithmetic.
#pragma once

#include "vector.hpp"

namespace lib {

inline constexpr float ln_2 = 0.693147180559945309417f;

/// ln x of x from 2^-126 (the smallest normal float) to the largest: at most 1.2e-7 off, relative to the larger of 1
/// and |ln x|, over all those floats, against double precision.
inline floats log(floats x) {
  constexpr uint32_t root_half = 0x3F3504F3;  // the bits of sqrt(1/2)
  const words e = (words)((bits)x - root_half) >> 23;
  const floats m = (floats)((bits)x - ((bits)e << 23));
  const floats z = m - 1.0f;
  floats q = all(0.0873360112f);
  q = q * z + -0.144418538f;
  q = q * z + 0.149792865f;
  q = q * z + -0.16552338f;
  q = q * z + 0.199536145f;
  q = q * z + -0.250024915f;
  q = q * z + 0.333342254f;
  q = q * z + -0.499999821f;
  return __builtin_convertvector(e, floats) * ln_2 + (z * z * q + z);
}

}  // namespace lib
