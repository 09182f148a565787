// One number of the 16 lanes of a register, for where that is rare. (g++ 12 warns of its own header where it expands
// _mm512_reduce_max_ps and its like: GCC bug 105593.)
#pragma once

#include <immintrin.h>

#include <algorithm>

namespace lib::avx512 {

/// The largest of the lanes.
inline float largest(__m512 x) {
  float lanes[16];
  _mm512_storeu_ps(lanes, x);
  return *std::max_element(lanes, lanes + 16);
}

/// The sum of the lanes, in double precision.
inline double sum(__m512 x) {
  float lanes[16];
  _mm512_storeu_ps(lanes, x);
  double even = 0.0, odd = 0.0;
  for (size_t i = 0; i < 16; i += 2) {
    even += static_cast<double>(lanes[i]);
    odd += static_cast<double>(lanes[i + 1]);
  }
  return even + odd;
}

}  // namespace lib::avx512
