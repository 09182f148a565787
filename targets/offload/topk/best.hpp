// The k first of a row with AVX-512 (avx512f). The k-th largest of the maxima of blocks is a lower bound of the k-th
// largest logit: few blocks hold anybody who reaches it, and these are all that has to be sorted. As
// ../../sampling/lib/top.hpp, for logits that lie side by side.
#pragma once

#include <immintrin.h>

#include <bit>

#include "../../sampling/lib/order.hpp"
#include "plain.hpp"

namespace offload {

inline constexpr std::size_t lanes = 16;
/// Under a mask, because g++ 12 warns of its own header without (GCC bug 105593).
inline constexpr __mmask16 any = 0xFFFF;
/// Logits of a block: about as many blocks as the processor bisects in the time that it takes to look at k of them.
inline constexpr std::size_t block = 128;

inline float maximum(const float *logits) {
  __m512 m = _mm512_loadu_ps(logits), other = _mm512_loadu_ps(logits + lanes);
  for (std::size_t i = 2 * lanes; i < block; i += 2 * lanes) {
    m = _mm512_mask_max_ps(m, any, _mm512_loadu_ps(logits + i), m);
    other = _mm512_mask_max_ps(other, any, _mm512_loadu_ps(logits + i + lanes), other);
  }
  float all[lanes];
  _mm512_storeu_ps(all, _mm512_mask_max_ps(m, any, m, other));
  for (std::size_t half = lanes / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) all[i] = std::max(all[i], all[i + half]);
  }
  return all[0];
}

/// Keeps its memory from row to row.
class best {
 public:
  /// Writes k > 0 ids and logits of a row of n logits, none of which is NaN.
  void top(const float *row, std::size_t n, std::size_t k, std::int32_t *ids, float *logits) {
    const std::size_t kept = std::min(k, n);
    ranks_.clear();
    if (k <= n / block) {
      rank_promising(row, n, k);
    } else {
      for (std::size_t i = 0; i < n; ++i) ranks_.push_back(lib::rank_of(row[i], i));
    }
    spare_.resize(ranks_.size());
    const uint64_t *sorted = lib::sort_ranks(ranks_.data(), spare_.data(), ranks_.size());
    for (std::size_t p = 0; p < kept; ++p) {
      ids[p] = static_cast<int32_t>(lib::position_of(sorted[p]));
      logits[p] = row[ids[p]];
    }
    leave_empty(kept, k, ids, logits);
  }

 private:
  /// Positions ascend.
  void rank_promising(const float *row, std::size_t n, std::size_t k) {
    const std::size_t whole = n / block;
    keys_.resize(whole);
    for (std::size_t b = whole; b-- > 0;) keys_[b] = lib::key_of(maximum(row + b * block));
    const uint32_t least = lib::bound_of_largest(keys_.data(), whole, k);
    const float bound = lib::logit_of(least);
    for (std::size_t b = 0; b < whole; ++b) {
      if (keys_[b] < least) continue;
      for (std::size_t i = b * block; i < (b + 1) * block; i += lanes) {
        uint32_t left = _mm512_cmp_ps_mask(_mm512_loadu_ps(row + i), _mm512_set1_ps(bound), _CMP_GE_OQ);
        for (; left != 0; left &= left - 1) rank(row, i + static_cast<std::size_t>(std::countr_zero(left)));
      }
    }
    for (std::size_t i = whole * block; i < n; ++i) {
      if (row[i] >= bound) rank(row, i);
    }
  }
  void rank(const float *row, std::size_t i) { ranks_.push_back(lib::rank_of(row[i], i)); }

  std::vector<uint32_t> keys_;
  std::vector<uint64_t> ranks_, spare_;
};

}  // namespace offload
