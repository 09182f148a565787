// Where the largest of flat logits is, with AVX-512: the maximum of each block, then a search for its place in the
// first block that holds the overall maximum. The walk goes from the end, which whoever wrote the logits left nearest
// in the caches.
#pragma once

#include <immintrin.h>

#include <bit>
#include <cstdint>
#include <limits>

#include "../first_largest.hpp"
#include "mask.hpp"
#include "reduce.hpp"

namespace lib::avx512 {

/// Largest of n logits, a whole number of `chains` registers; a NaN counts as minus infinity.
template <std::size_t chains>
inline float maximum(const float *logits, std::size_t n) {
  __m512 max[chains];
  for (__m512 &m : max) m = _mm512_set1_ps(-std::numeric_limits<float>::infinity());
  // The second operand, the maximum so far, wins where the first is NaN.
  const auto larger = [](__m512 x, __m512 m) { return _mm512_mask_max_ps(m, any, x, m); };
  for (std::size_t i = n; i > 0; i -= 16 * chains) {
    for (std::size_t c = 0; c < chains; ++c) max[c] = larger(_mm512_loadu_ps(logits + i - (c + 1) * 16), max[c]);
  }
  for (std::size_t c = 1; c < chains; ++c) max[0] = larger(max[c], max[0]);
  return largest(max[0]);
}

/// The first place of a value among logits that hold it, a whole number of registers.
inline std::size_t place_of(float value, const float *logits) {
  for (std::size_t i = 0;; i += 16) {
    const std::uint32_t equal = _mm512_cmpeq_ps_mask(_mm512_loadu_ps(logits + i), _mm512_set1_ps(value));
    if (equal != 0) return i + static_cast<std::size_t>(std::countr_zero(equal));
  }
}

/// The first logit than which none is greater; −1 if n is 0. A NaN in first place is taken, elsewhere ignored.
inline std::int32_t argmax(const float *logits, std::size_t n) {
  // Independent running maxima: a maximum takes four cycles, two start in each.
  constexpr std::size_t chains = 8, group = chains * 16;
  // 8 KiB: few reductions, and a short search.
  constexpr std::size_t block = 2048;
  if (n == 0) return -1;
  if (logits[0] != logits[0]) return 0;
  const auto [best, begin] = first_largest<group, block>(logits, n, maximum<chains>);
  const std::size_t first = begin < n - n % group ? begin + place_of(best, logits + begin) : begin;
  return static_cast<std::int32_t>(first);
}

}  // namespace lib::avx512
