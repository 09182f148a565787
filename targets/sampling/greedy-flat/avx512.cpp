// Champion with AVX-512: the maximum of each block, then a search for its place in the first block that holds
// the overall maximum. The walk goes from the end, which whoever wrote the logits left nearest in the caches.
#include <immintrin.h>

#include <algorithm>
#include <bit>
#include <limits>

#include "pawl/6.2f.h"

#include "blocks.h"

namespace {

constexpr size_t lanes = 16;
/// Independent running maxima: a maximum takes four cycles, two start in each.
constexpr size_t chains = 8;
constexpr size_t group = chains * lanes;
/// 8 KiB: few reductions, and a short search.
constexpr size_t block = 2048;

/// The larger of x and m in each lane, m where x is NaN. Under a mask, because g++ 12 warns of its own header
/// without (GCC bug 105593).
inline __m512 larger(__m512 x, __m512 m) { return _mm512_mask_max_ps(m, 0xFFFF, x, m); }

/// Largest of n logits, whole groups only; a NaN counts as minus infinity.
inline float maximum(const float *logits, size_t n) {
  __m512 max[chains];
  for (__m512 &m : max) m = _mm512_set1_ps(-std::numeric_limits<float>::infinity());
  for (size_t i = n; i > 0; i -= group) {
    for (size_t c = 0; c < chains; ++c) max[c] = larger(_mm512_loadu_ps(logits + i - (c + 1) * lanes), max[c]);
  }
  for (size_t c = 1; c < chains; ++c) max[0] = larger(max[c], max[0]);
  float values[lanes];
  _mm512_storeu_ps(values, max[0]);
  return *std::max_element(values, values + lanes);
}

/// The first place of a value among logits that hold it, a whole number of registers.
inline size_t place_of(float value, const float *logits) {
  for (size_t i = 0;; i += lanes) {
    const uint32_t equal = _mm512_cmpeq_ps_mask(_mm512_loadu_ps(logits + i), _mm512_set1_ps(value));
    if (equal != 0) return i + static_cast<size_t>(std::countr_zero(equal));
  }
}

}  // namespace

extern "C" int32_t greedy_flat(const float *logits, size_t n) {
  if (n == 0) return -1;
  if (logits[0] != logits[0]) return 0;
  const auto [best, begin] = first_largest<group, block>(logits, n, maximum);
  const size_t first = begin < n - n % group ? begin + place_of(best, logits + begin) : begin;
  return static_cast<int32_t>(first);
}
