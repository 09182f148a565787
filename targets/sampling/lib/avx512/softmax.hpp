// Softmax over an array of {id, logit, p} structs with AVX-512 (avx512f, avx512dq): the twin of ../softmax.hpp,
// which tells how it works. Groups that are not whole are masked, and the division by the sum is a subtraction
// in the exponent.
#pragma once

#include <algorithm>
#include <cmath>

#include "../partition.hpp"
#include "aos.hpp"
#include "exp.hpp"
#include "reduce.hpp"

namespace lib::avx512 {

inline __m512 weights(__m512 logits, float max) { return exp_fast(_mm512_sub_ps(logits, _mm512_set1_ps(max))); }

/// Takes in the logits load(0) to load(registers - 1).
template <class Load>
inline void add_block(partition &z, size_t registers, Load load) {
  __m512 top = _mm512_set1_ps(minus_infinity), total = _mm512_setzero_ps();
  for (size_t r = registers; r-- > 0;) {
    const __m512 logits = load(r);
    top = _mm512_maskz_max_ps(any, top, logits);
    total = _mm512_add_ps(total, weights(logits, z.max));
  }
  if (_mm512_cmp_ps_mask(top, _mm512_set1_ps(z.max), _CMP_GT_OQ) != 0) {
    const float max = z.raise(largest(top));
    total = _mm512_setzero_ps();
    for (size_t r = 0; r < registers; ++r) total = _mm512_add_ps(total, weights(load(r), max));
  }
  if (z.max > minus_infinity) z.sum += avx512::sum(total);
}

/// Takes in the logits load(0) to load(registers - 1), the last ones first.
template <class Load>
inline void add_blocks(partition &z, size_t registers, Load load) {
  for (size_t stop = registers; stop > 0;) {
    const size_t start = stop - std::min(stop, partition_block);
    avx512::add_block(z, stop - start, [&](size_t r) { return load(start + r); });
    stop = start;
  }
}

/// Maximum and sum of n candidates, none of whose logits is NaN or plus infinity. The relative error of the sum is
/// below 1.2e-5: 64 roundings in a lane, and the errors of exp_fast, of which the largest belong to the least terms.
template <class Token>
inline partition partition_of(const Token *data, size_t n) {
  const __m512 nothing = _mm512_set1_ps(minus_infinity);
  partition z;
  if (n == 0) return z;
  // Whichever way they may be sorted, this is the largest one.
  z.raise(std::max(data[0].logit, data[n - 1].logit));
  const size_t begin = before_line(data, n), groups = (n - begin) / lanes, end = begin + groups * lanes;
  avx512::add_block(z, 1, [&](size_t) { return load_some<field::logit>(data + end, n - end, nothing); });
  avx512::add_blocks(z, groups, [&](size_t g) {
    const Token *group = data + begin + g * lanes;
    prefetch(group, -4096);
    return load<field::logit>(group);
  });
  avx512::add_block(z, 1, [&](size_t) { return load_some<field::logit>(data, begin, nothing); });
  return z;
}

/// exp(logit - max) / sum. The relative error is that of exp_fast for ln p, and up to 2e-6 for the rounding of the
/// logarithm of the sum. The maximum must not be minus infinity.
class normaliser {
 public:
  explicit normaliser(const partition &z)
      : max_(_mm512_set1_ps(z.max)), log2_sum_(_mm512_set1_ps(static_cast<float>(std::log2(z.sum)))) {}
  __m512 operator()(__m512 logits) const {
    return exp2_fast(_mm512_fmsub_ps(_mm512_sub_ps(logits, max_), _mm512_set1_ps(log2_e), log2_sum_));
  }

 private:
  __m512 max_, log2_sum_;
};

/// Sets p = exp(logit - max) / sum of n candidates; 0 everywhere if all logits are minus infinity. Errors as of
/// the normaliser.
template <class Token>
inline void set_probabilities(Token *data, size_t n, const partition &z) {
  if (z.max == minus_infinity) {
    for (size_t i = 0; i < n; ++i) data[i].p = 0.0f;
    return;
  }
  const normaliser p_of(z);
  const auto set_some = [&](Token *group, size_t some) {
    const __m512 logits = load_some<field::logit>(group, some, _mm512_setzero_ps());
    store_some<field::p>(group, some, logit_to_p_lanes(p_of(logits)));
  };
  const size_t begin = before_line(data, n), end = n - (n - begin) % lanes;
  set_some(data, begin);
  for (size_t i = begin; i < end; i += lanes) {
    prefetch(data + i, 2048);
    store<field::p>(data + i, logit_to_p_lanes(p_of(load<field::logit>(data + i))));
  }
  set_some(data + end, n - end);
}

/// Both.
template <class Token>
inline void softmax(Token *data, size_t n) {
  avx512::set_probabilities(data, n, avx512::partition_of(data, n));
}

}  // namespace lib::avx512
