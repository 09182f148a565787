// Where the largest of flat logits is, without intrinsics: the maximum of each block by vector comparisons, then a
// search for its place in the first block that holds the overall maximum. The walk goes from the end, which whoever
// wrote the logits left nearest in the caches.
#pragma once

#include <cstdint>
#include <limits>

#include "first_largest.hpp"
#include "vector.hpp"

namespace lib {

/// Largest of n logits, whole groups of `chains` vectors only; a NaN loses every comparison.
template <size_t chains>
inline float maximum(const float *logits, size_t n) {
  floats max[chains];
  for (floats &m : max) m = all(-std::numeric_limits<float>::infinity());
  for (size_t i = n; i > 0; i -= chains * lanes) {
    for (size_t c = 0; c < chains; ++c) max[c] = larger(load(logits + i - (c + 1) * lanes), max[c]);
  }
  for (size_t c = 1; c < chains; ++c) max[0] = larger(max[c], max[0]);
  return largest(max[0]);
}

/// The first logit than which none is greater; −1 if n is 0. A NaN in first place is taken, elsewhere ignored.
inline int32_t argmax(const float *logits, size_t n) {
  // Independent running maxima: a comparison and a selection take several cycles, two of each start in one.
  constexpr size_t chains = 8, group = chains * lanes;
  // 8 KiB: few reductions, and a short search.
  constexpr size_t block = 2048;
  if (n == 0) return -1;
  if (logits[0] != logits[0]) return 0;
  auto [best, first] = first_largest<group, block>(logits, n, maximum<chains>);
  while (logits[first] != best) ++first;
  return static_cast<int32_t>(first);
}

}  // namespace lib
