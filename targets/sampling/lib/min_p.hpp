// The champion of min_p, for every way to look at blocks of candidates.
//
// One pass finds the largest logit of each block and of all; whoever reaches the threshold in the few blocks that do
// moves to the front. The array is sorted only where too few are left, and then no further than necessary.
#pragma once

#include <cmath>

#include "top.hpp"

namespace lib {

/// Candidates of a sorted array that min_p keeps: the first, and more while they reach the threshold or are among the
/// first `min_keep`. n > 0.
template <class Token>
inline size_t kept_prefix(const Token *data, size_t n, float threshold, size_t min_keep) {
  size_t i = 1;
  while (i < n && (data[i].logit >= threshold || i < min_keep)) ++i;
  return i;
}

/// Array: {data, size, selected, sorted}. Blocks: `lib::blocks` or `lib::avx512::blocks`.
template <template <size_t> class Blocks, class Array>
inline void min_p(Array *cur, float p, size_t min_keep) {
  if (p <= 0.0f || cur->size == 0) return;
  using block = Blocks<64>;
  auto *const data = cur->data;
  const size_t n = cur->size;
  const float below = std::log(p);
  if (cur->sorted) {
    cur->size = kept_prefix(data, n, data[0].logit + below, min_keep);
    return;
  }
  static thread_local std::vector<float> maxima_buffer;
  static thread_local std::vector<uint32_t> list_buffer;
  const size_t whole = n / block::size;
  float *const maxima = at_least(maxima_buffer, whole);
  uint32_t *const list = at_least(list_buffer, whole);
  const float largest = block_maxima<block>(data, n, maxima), threshold = largest + below;
  const size_t listed = list_reaching(maxima, whole, threshold, list);
  const auto visit = [=](auto &&one) {
    for (size_t i = 0; i < listed; ++i) visit_block<block>(data, list[i], threshold, one);
    visit_rest<block>(data, n, threshold, one);
  };

  // The largest of all is enough of one, and nobody has to be counted.
  size_t reached = largest >= threshold ? 1 : 0;
  if (min_keep > 1) {
    reached = 0;
    visit([&](size_t) { ++reached; });
  }
  if (reached == 0 || reached < min_keep) {
    // Whoever reaches the threshold is among the first min_keep, so that these are the prefix.
    const size_t k = std::clamp(min_keep, size_t{1}, n);
    keep_top<Blocks>(data, n, k);
    cur->size = k;
    cur->sorted = true;
    return;
  }
  size_t kept = 0;
  visit([&](size_t i) { data[kept++] = data[i]; });
  cur->size = kept;
}

}  // namespace lib
