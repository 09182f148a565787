// The champion of top_p, for every way to look at candidates: see nucleus.hpp.
#pragma once

#include "nucleus.hpp"

namespace lib {

/// Logits descending: the centre is the largest.
struct descending {
  static constexpr bool around_mean = false;
  static uint32_t key(float logit, const centre &) { return ~key_of(logit); }
  static bool enough(double mass, double wanted) { return mass >= wanted; }
};

/// Array: {data, size, selected, sorted}. Simd: `lib::simd` or `lib::avx512::simd`.
template <class Simd, class Array>
inline void top_p(Array *cur, float p, size_t min_keep) {
  if (p >= 1.0f || cur->size == 0) return;
  cur->size = keep_nucleus<Simd, descending>(cur->data, cur->size, p, min_keep, cur->sorted);
  cur->sorted = true;
}

}  // namespace lib
