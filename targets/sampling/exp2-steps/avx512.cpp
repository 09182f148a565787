// Champion with AVX-512.
#include "pawl/7.2a.h"

#include "../lib/avx512/exp.hpp"

extern "C" void exp2_steps(const float *x, float *y, size_t n) {
  constexpr size_t lanes = 16;
  size_t i = 0;
  for (; i + lanes <= n; i += lanes) _mm512_storeu_ps(y + i, lib::avx512::exp2(_mm512_loadu_ps(x + i)));
  const auto rest = static_cast<__mmask16>((1u << (n - i)) - 1);
  _mm512_mask_storeu_ps(y + i, rest, lib::avx512::exp2(_mm512_maskz_loadu_ps(rest, x + i)));
}
