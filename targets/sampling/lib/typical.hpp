// The champion of typical, for every way to look at candidates: see nucleus.hpp.
//
// The score |-ln p - H|, H = -sum p ln p being the entropy, is how far ln p is from its mean; and since logits are
// ln p but for a constant, it is how far a logit is from the mean of logits, weighted by p. So no logarithm is taken,
// and what a candidate weighs need not even be divided by the sum.
#pragma once

#include "nucleus.hpp"

namespace lib {

/// Scores ascending.
struct typicality {
  static constexpr bool around_mean = true;

  /// In units of 2^-16: 1.5e-5, beside which scores in floats are off by 1e-5 themselves. Scores above 90 belong to
  /// probabilities that underflow.
  static uint32_t key(float logit, const centre &c) {
    const float distance = c.distance(logit);
    return static_cast<uint32_t>(static_cast<int32_t>((distance < 90.0f ? distance : 90.0f) * 65536.0f));
  }
  static bool enough(double mass, double wanted) { return mass > wanted; }
};

/// Array: {data, size, selected, sorted}. Simd: `lib::simd` or `lib::avx512::simd`. Scores are off by 1e-4 at most.
template <class Simd, class Array>
inline void typical(Array *cur, float p, size_t min_keep) {
  if (p >= 1.0f || cur->size == 0) return;
  cur->size = keep_nucleus<Simd, typicality>(cur->data, cur->size, p, min_keep, false);
  cur->sorted = false;
}

}  // namespace lib
