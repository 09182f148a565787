// Softmax of a flat array of logits with AVX-512 (avx512f, avx512dq), as that of structs in softmax.hpp.
#pragma once

#include "softmax.hpp"

namespace lib::avx512 {

/// One bit per lane of the first n <= 16 lanes.
inline __mmask16 first(size_t n) { return static_cast<__mmask16>((1u << n) - 1); }

/// Floats before the first that starts a cache line, at most n: a register across two lines costs twice.
inline size_t before_line(const float *data, size_t n) {
  return std::min(n, (line_bytes - reinterpret_cast<uintptr_t>(data) % line_bytes) % line_bytes / sizeof(float));
}

/// p = exp(logit - max) / sum of n logits, none of which is NaN or plus infinity; 0 everywhere if all are minus
/// infinity. Errors as of partition_of and the normaliser.
inline void softmax_flat(const float *logits, float *p, size_t n) {
  if (n == 0) return;
  const __m512 nothing = _mm512_set1_ps(minus_infinity);
  partition z;
  // Whichever way they may be sorted, this is the largest one.
  z.raise(std::max(logits[0], logits[n - 1]));
  const size_t head = before_line(logits, n), registers = (n - head) / lanes, end = head + registers * lanes;
  add_block(z, 1, [&](size_t) { return _mm512_mask_loadu_ps(nothing, first(n - end), logits + end); });
  add_blocks(z, registers, [&](size_t r) { return _mm512_loadu_ps(logits + head + r * lanes); });
  add_block(z, 1, [&](size_t) { return _mm512_mask_loadu_ps(nothing, first(head), logits); });
  if (z.max == minus_infinity) {
    std::fill_n(p, n, 0.0f);
    return;
  }
  const normaliser p_of(z);
  const auto set_some = [&](size_t from, __mmask16 some) {
    _mm512_mask_storeu_ps(p + from, some, p_of(_mm512_maskz_loadu_ps(some, logits + from)));
  };
  size_t i = before_line(p, n);
  set_some(0, first(i));
  for (; i + lanes <= n; i += lanes) _mm512_storeu_ps(p + i, p_of(_mm512_loadu_ps(logits + i)));
  set_some(i, first(n - i));
}

}  // namespace lib::avx512
