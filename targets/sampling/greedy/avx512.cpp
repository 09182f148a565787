// Champion with AVX-512: the maximum of each block of structs, then a search for its place in the first
// block that holds the overall maximum.
//
// 16 structs, a group, are three registers whose logits lie in disjoint lanes: three running maxima take
// them as they come and merge into one at the end of a block. The walk goes from the end, which whoever
// wrote the array left nearest in the caches, and asks for its data ahead: prefetchers in hardware stop at
// every page.
#include <algorithm>
#include <limits>

#include "pawl/6.2.h"

#include "../lib/avx512/aos.hpp"

namespace {

using namespace lib::avx512;

/// 6 KiB: few reductions, and a short search.
constexpr size_t block_structs = 512;
constexpr ptrdiff_t prefetch_bytes = -4096;
/// The lanes with logits in the registers of a group.
constexpr __mmask16 in0 = lanes_of(field::logit, 0), in1 = lanes_of(field::logit, 1);
constexpr __mmask16 in2 = lanes_of(field::logit, 2);

/// max(x, m), or m where x is NaN, in the lanes of the mask; m in the others.
inline __m512 running_maximum(__m512 m, __mmask16 mask, const float *words) {
  return _mm512_mask_max_ps(m, mask, _mm512_loadu_ps(words), m);
}

/// Largest logit in each lane of `n` structs, whole groups only.
inline __m512 maxima(const token_data *data, size_t n) {
  __m512 max0 = _mm512_set1_ps(-std::numeric_limits<float>::infinity()), max1 = max0, max2 = max0;
  for (size_t i = n; i > 0; i -= lanes) {
    const float *words = words_of(data + i - lanes);
    prefetch(data + i - lanes, prefetch_bytes);
    max0 = running_maximum(max0, in0, words);
    max1 = running_maximum(max1, in1, words + lanes);
    max2 = running_maximum(max2, in2, words + 2 * lanes);
  }
  return _mm512_mask_mov_ps(_mm512_mask_mov_ps(max2, in1, max1), in0, max0);
}

/// Whether one of 16 structs has this logit.
inline bool holds(const token_data *data, __m512 logit) {
  const float *words = words_of(data);
  return (_mm512_mask_cmpeq_ps_mask(in0, _mm512_loadu_ps(words), logit) |
          _mm512_mask_cmpeq_ps_mask(in1, _mm512_loadu_ps(words + lanes), logit) |
          _mm512_mask_cmpeq_ps_mask(in2, _mm512_loadu_ps(words + 2 * lanes), logit)) != 0;
}

}  // namespace

extern "C" void greedy(token_data_array *cur) {
  const token_data *data = cur->data;
  const size_t n = cur->size;
  cur->selected = n == 0 ? -1 : 0;
  if (n == 0 || data[0].logit != data[0].logit) return;

  float best = data[0].logit;
  size_t first = 0;
  const size_t whole = n - n % lanes;
  for (size_t i = whole; i < n; ++i) {
    if (data[i].logit > best) {
      best = data[i].logit;
      first = i;
    }
  }
  for (size_t end = whole; end > 0;) {
    const size_t begin = end - std::min(end, block_structs);
    const __m512 max = maxima(data + begin, end - begin);
    if (_mm512_cmp_ps_mask(max, _mm512_set1_ps(best), _CMP_GE_OQ) != 0) {
      float values[lanes];
      _mm512_storeu_ps(values, max);
      best = *std::max_element(values, values + lanes);
      first = begin;
    }
    end = begin;
  }
  while (first + lanes <= whole && !holds(data + first, _mm512_set1_ps(best))) first += lanes;
  while (data[first].logit != best) ++first;
  cur->selected = static_cast<int64_t>(first);
}
