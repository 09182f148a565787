// Where the largest of n logits is, from the maximum of each block, the last block first.
#pragma once

#include <algorithm>
#include <cstddef>

namespace lib {

/// The first block that holds the largest logit.
struct found {
  /// NaN loses every comparison.
  float largest;
  /// Where the block begins; of logits behind the last whole group, the place itself.
  size_t begin;
};

/// `maximum(logits, n)`: largest of whole groups. n > 0, and the first logit is no NaN.
template <size_t group, size_t block, class Maximum>
inline found first_largest(const float *logits, size_t n, Maximum &&maximum) {
  found best{logits[0], 0};
  const size_t whole = n - n % group;
  for (size_t i = whole; i < n; ++i) {
    if (logits[i] > best.largest) best = {logits[i], i};
  }
  for (size_t end = whole; end > 0;) {
    const size_t begin = end - std::min(end, block);
    const float max = maximum(logits + begin, end - begin);
    if (max >= best.largest) best = {max, begin};
    end = begin;
  }
  return best;
}

}  // namespace lib
