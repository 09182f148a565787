// A function of vectors over an array of floats, with AVX-512 (avx512f): the twin of ../map.hpp.
#pragma once

#include <immintrin.h>

#include <cstddef>

namespace lib::avx512 {

/// y[i] = f(x[i]) for i < n; both of any alignment, and disjoint or the same. Lanes without a float are given 0.
template <class Function>
inline void map(const float *x, float *y, size_t n, Function f) {
  constexpr size_t lanes = 16;
  size_t i = 0;
  for (; i + lanes <= n; i += lanes) _mm512_storeu_ps(y + i, f(_mm512_loadu_ps(x + i)));
  const auto rest = static_cast<__mmask16>((1u << (n - i)) - 1);
  _mm512_mask_storeu_ps(y + i, rest, f(_mm512_maskz_loadu_ps(rest, x + i)));
}

}  // namespace lib::avx512
