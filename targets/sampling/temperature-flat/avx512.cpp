// Champion with AVX-512: four multiplications and additions in place of a division, and yet the quotient
// itself, bit for bit.
//
// With r + s the reciprocal of t in two floats, q = fl(x r + fl(x s)) is off by half an ULP and at most 2^-47 of
// itself. Then x - q t is a float and fma(x - q t, r, q) is the rounded quotient: Markstein's theorem
// (Computation of elementary functions on the IBM RISC System/6000 processor, 1990; Muller et al., Handbook of
// Floating-Point Arithmetic, 4.7), whose r is the rounded reciprocal and whose q less than an ULP off. It needs
// that nothing underflows or overflows, for which 2^-40 <= t <= 2^40 and 2^-63 <= |x| < 2^65 are enough: the
// smallest number that has to be exact is a unit of x - q t, which is at least 2^-63 2^-48. Groups with another
// x, such as minus infinity or zero, are divided.
#include <immintrin.h>

#include "first_maximum.h"

namespace {

constexpr size_t lanes = 16;
constexpr size_t line_bytes = 64;
/// Registers whose logits are looked at together.
constexpr size_t group = 8;

class divider {
 public:
  explicit divider(float t) : fits_(t >= 0x1p-40f && t <= 0x1p40f), t_(_mm512_set1_ps(t)) {
    const float r = 1.0f / t;
    r_ = _mm512_set1_ps(r);
    s_ = _mm512_set1_ps(__builtin_fmaf(-r, t, 1.0f) * r);
  }

  void divide_group(float *logits, float t) const {
    __m512 x[group];
    for (size_t k = 0; k < group; ++k) x[k] = _mm512_loadu_ps(logits + k * lanes);
    if (!fits_ || !fit(x)) [[unlikely]] {
      for (size_t k = 0; k < group * lanes; ++k) logits[k] /= t;
      return;
    }
    for (__m512 &dividend : x) dividend = quotient(dividend);
    for (size_t k = 0; k < group; ++k) _mm512_storeu_ps(logits + k * lanes, x[k]);
  }

 private:
  /// Whether 2^-63 <= |x| < 2^65 everywhere: the exponent starts with 01 or 10, so that bit 30 differs from
  /// bit 29 before it.
  static bool fit(const __m512 (&x)[group]) {
    constexpr int a_and_b_xor_c = 0xF0 & (0xCC ^ 0xAA);
    const __m512i bit = _mm512_set1_epi32(1 << 30);
    __m512i fits = bit;
    for (const __m512 &dividend : x) {
      const __m512i bits = _mm512_castps_si512(dividend);
      fits = _mm512_ternarylogic_epi32(fits, bits, _mm512_add_epi32(bits, bits), a_and_b_xor_c);
    }
    return _mm512_cmpeq_epi32_mask(fits, bit) == 0xFFFF;
  }

  __m512 quotient(__m512 x) const {
    const __m512 q = _mm512_fmadd_ps(x, r_, _mm512_mul_ps(x, s_));
    return _mm512_fmadd_ps(_mm512_fnmadd_ps(q, t_, x), r_, q);
  }

  bool fits_;
  __m512 t_, r_, s_;
};

}  // namespace

extern "C" void temperature_flat(float *logits, size_t n, float t) {
  if (t <= 0.0f) return keep_first_maximum(logits, n);
  const divider by_t(t);
  size_t i = 0;
  // A register across two cache lines costs twice.
  for (; i < n && reinterpret_cast<uintptr_t>(logits + i) % line_bytes != 0; ++i) logits[i] /= t;
  for (; i + group * lanes <= n; i += group * lanes) by_t.divide_group(logits + i, t);
  for (; i < n; ++i) logits[i] /= t;
}
