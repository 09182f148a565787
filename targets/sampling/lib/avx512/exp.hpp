// 2^x and e^x of floats with AVX-512 (avx512f, avx512dq): the twin of ../exp.hpp.
//
// One instruction splits off a fraction f, and one puts the whole number back into the exponent: both take infinities
// as they should be, and the second rounds denormal results. A polynomial, minimax in relative error (Remez), gives
// 2^f. Errors are the largest over all floats, against double precision.
#pragma once

#include <immintrin.h>

#include "mask.hpp"

namespace lib::avx512 {

inline constexpr float log2_e = 1.44269504088896340736f;

/// y * x + c.
inline __m512 step(__m512 y, __m512 x, float c) { return _mm512_fmadd_ps(y, x, _mm512_set1_ps(c)); }

/// 2^x of every float: NaN, infinities, and denormal results included. At most 0.88 ULP off, so that it is
/// the nearest float or a neighbour of that.
inline __m512 exp2(__m512 x) {
  const __m512 f = _mm512_maskz_reduce_ps(any, x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m512 y = _mm512_set1_ps(0.00015329264f);
  y = step(y, f, 0.00133909693f);
  y = step(y, f, 0.00961849932f);
  y = step(y, f, 0.0555035956f);
  y = step(y, f, 0.240226477f);
  y = step(y, f, 0.693147182f);
  y = step(y, f, 1.0f);
  return _mm512_maskz_scalef_ps(any, y, _mm512_sub_ps(x, f));  // f of infinity is 0
}

/// 2^x of every float; relative error at most 1.6e-7 where the result is a normal number.
inline __m512 exp2_fast(__m512 x) {
  const __m512 f = _mm512_maskz_reduce_ps(any, x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
  __m512 y = _mm512_set1_ps(0.00187757658f);
  y = step(y, f, 0.00898934063f);
  y = step(y, f, 0.0558263175f);
  y = step(y, f, 0.240153611f);
  y = step(y, f, 0.693153083f);
  y = step(y, f, 0.99999994f);
  return _mm512_maskz_scalef_ps(any, y, x);  // times 2^floor(x)
}

/// e^x of every float; relative error at most 1.6e-7 + 7.4e-8 |x| where the result is a normal number, the second
/// part being that of x * log2(e).
inline __m512 exp_fast(__m512 x) { return exp2_fast(_mm512_mul_ps(x, _mm512_set1_ps(log2_e))); }

}  // namespace lib::avx512
