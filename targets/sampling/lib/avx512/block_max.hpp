// How to look at one block of candidates with AVX-512 (avx512f); ../block_max.hpp says what for.
#pragma once

#include "../block_max.hpp"
#include "aos.hpp"
#include "mask.hpp"

namespace lib::avx512 {

/// Blocks of so many candidates.
template <size_t structs>
struct blocks {
  static_assert(structs == 32 || structs % most_of_piece == 0);
  static constexpr size_t size = structs;
  /// A block is looked at by pieces of so many.
  static constexpr size_t piece = structs < most_of_piece ? structs : most_of_piece;
  using lane_maxima = __m512;

  /// Running maxima take the registers whole; the lanes that gather ids and probabilities are left out at the end.
  /// From the last group to the first, as whole arrays are walked.
  template <class Token>
  static lane_maxima maxima(const Token *block) {
    __m512 m0 = _mm512_set1_ps(-std::numeric_limits<float>::infinity()), m1 = m0, m2 = m0;
    for (size_t s = structs; s > 0; s -= lanes) {
      const Token *group = block + s - lanes;
      prefetch(group, ahead);
      m0 = larger(words_of(group), m0);
      m1 = larger(words_of(group) + lanes, m1);
      m2 = larger(words_of(group) + 2 * lanes, m2);
    }
    m2 = _mm512_mask_mov_ps(m2, lanes_of(field::logit, 0), m0);
    return _mm512_mask_mov_ps(m2, lanes_of(field::logit, 1), m1);
  }
  static lane_maxima larger_lanes(lane_maxima a, lane_maxima b) { return _mm512_mask_max_ps(b, any, a, b); }
  static float largest(lane_maxima m) { return largest_by_quarters((floats)m); }

  /// Bit s: struct s of a piece reaches the bound.
  template <class Token>
  static uint64_t reaching(const Token *data, float bound) {
    uint64_t reached = 0;
    for (size_t s = 0; s < piece; s += lanes) reached |= group_reaching(data + s, bound) << s;
    return reached;
  }

 private:
  /// Bytes from where a block is read to where memory is asked for.
  static constexpr ptrdiff_t ahead = -4096;

  static __m512 larger(const float *words, __m512 m) {
    return _mm512_mask_max_ps(m, any, _mm512_loadu_ps(words), m);
  }
  template <class Token>
  static uint64_t group_reaching(const Token *group, float bound) {
    const __m512 logits = _mm512_maskz_permutexvar_ps(any, order_of(field::logit), load<field::logit>(group));
    return _mm512_cmp_ps_mask(logits, _mm512_set1_ps(bound), _CMP_GE_OQ);
  }
};

}  // namespace lib::avx512
