// The natural logarithm of floats with AVX-512 (avx512f): the twin of ../log.hpp.
//
// x is split into 2^e and m in [1, 2); the upper four bits of m's fraction select c, the middle of one of 16
// intervals, and r = m / c - 1, at most 1/32, is left for a short polynomial. The reciprocals are rounded, and the
// table of logarithms is that of the rounded ones, so that only r is rounded (as in P. Tang, Table-driven
// implementation of the logarithm function, ACM TOMS 16 (1990)).
#pragma once

#include <immintrin.h>

#include "mask.hpp"

namespace lib::avx512 {

/// ln x of positive floats, denormal ones included: at most 1.3e-7 off, relative to the larger of 1 and |ln x|, over
/// all those floats, against double precision. Minus infinity of 0.
inline __m512 log(__m512 x) {
  const __m512 reciprocals = _mm512_setr_ps(
      0.969696999f, 0.914285719f, 0.864864886f, 0.820512831f,
      0.780487776f, 0.744186044f, 0.711111128f, 0.680851042f,
      0.653061211f, 0.627451003f, 0.603773594f, 0.581818163f,
      0.561403513f, 0.542372882f, 0.524590135f, 0.507936537f);
  const __m512 logarithms = _mm512_setr_ps(
      0.030771628f, 0.0896121562f, 0.145181984f, 0.19782573f,
      0.247836202f, 0.295464218f, 0.340926558f, 0.384411722f,
      0.426084429f, 0.466089696f, 0.504556f, 0.541597307f,
      0.577315331f, 0.611801565f, 0.645138025f, 0.677398741f);
  const __m512 e = _mm512_maskz_getexp_ps(any, x);
  const __m512 m = _mm512_maskz_getmant_ps(any, x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_zero);
  // The permutation uses the low four bits of an index.
  const __m512i interval = _mm512_maskz_srli_epi32(any, _mm512_castps_si512(m), 19);
  const __m512 reciprocal = _mm512_maskz_permutexvar_ps(any, interval, reciprocals);
  const __m512 logarithm = _mm512_maskz_permutexvar_ps(any, interval, logarithms);
  const __m512 r = _mm512_fmsub_ps(m, reciprocal, _mm512_set1_ps(1.0f));
  __m512 q = _mm512_set1_ps(0.333333343f);
  q = _mm512_fmadd_ps(q, r, _mm512_set1_ps(-0.50019002f));
  q = _mm512_fmadd_ps(q, r, _mm512_set1_ps(1.0f));
  const __m512 ln_m = _mm512_fmadd_ps(q, r, logarithm);
  return _mm512_fmadd_ps(e, _mm512_set1_ps(0.693147180559945309417f), ln_m);
}

}  // namespace lib::avx512
