// Softmax of a flat array of logits without intrinsics, as that of structs in softmax.hpp. avx512/softmax_flat.hpp is
// the twin with AVX-512.
#pragma once

#include "softmax.hpp"

namespace lib {

/// p = exp(logit - max) / sum of n logits, none of which is NaN or plus infinity; 0 everywhere if all are minus
/// infinity. Errors as of partition_of and set_probabilities.
inline void softmax_flat(const float *logits, float *p, size_t n) {
  if (n == 0) return;
  // Floats before the first from which on no register crosses a cache line, which would cost twice.
  const auto head_of = [n](const float *at) {
    const size_t missing = (register_bytes - reinterpret_cast<uintptr_t>(at) % register_bytes) % register_bytes;
    return std::min(n, missing / sizeof(float));
  };
  const auto load_some = [](const float *from, size_t size) {
    floats x = all(minus_infinity);
    std::memcpy(&x, from, size * sizeof(float));
    return x;
  };
  partition z;
  // Whichever way they may be sorted, this is the largest one.
  z.raise(std::max(logits[0], logits[n - 1]));
  const size_t head = head_of(logits), registers = (n - head) / lanes, end = head + registers * lanes;
  add_block(z, 1, [&](size_t) { return load_some(logits + end, n - end); });
  add_blocks(z, registers, [&](size_t r) { return load(logits + head + r * lanes); });
  add_block(z, 1, [&](size_t) { return load_some(logits, head); });
  if (z.max == minus_infinity) {
    std::fill_n(p, n, 0.0f);
    return;
  }
  const auto factor = static_cast<float>(1.0 / z.sum);
  const auto p_of = [&](floats x) { return exp_fast(x - z.max) * factor; };
  const auto set_some = [&](size_t from, size_t size) {
    const floats some = p_of(load_some(logits + from, size));
    std::memcpy(p + from, &some, size * sizeof(float));
  };
  size_t i = head_of(p);
  set_some(0, i);
  for (; i + lanes <= n; i += lanes) store(p + i, p_of(load(logits + i)));
  set_some(i, n - i);
}

}  // namespace lib
