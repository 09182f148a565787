// How to look at a register of candidates with AVX-512 (avx512f, avx512dq): the twin of ../simd.hpp.
#pragma once

#include <bit>

#include "../simd.hpp"
#include "aos.hpp"
#include "exp.hpp"

namespace lib::avx512 {

struct simd {
  template <class Token>
  static floats logits(const Token *group) { return (floats)load<field::logit>(group); }

  static floats exp(floats x) { return (floats)exp_fast((__m512)x); }

  /// As that of ../simd.hpp; `list` has room for 16 more than are listed.
  template <class Token>
  static size_t list_within(const Token *data, const Token *end, const centre &c, float t, pair *list) {
    const __m512i id_order = order_of(field::id), logit_order = order_of(field::logit);
    // From 16 ids and 16 logits to pairs.
    const __m512i lower = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const __m512i upper = _mm512_add_epi32(lower, _mm512_set1_epi32(8));
    size_t listed = 0;
    for (; data < end; data += lanes) {
      avx512::prefetch(data, 2048);
      const __m512 ids = _mm512_maskz_permutexvar_ps(any, id_order, load<field::id>(data));
      const __m512 logits = _mm512_maskz_permutexvar_ps(any, logit_order, load<field::logit>(data));
      const __m512 side = _mm512_sub_ps(_mm512_sub_ps(logits, _mm512_set1_ps(c.max)), _mm512_set1_ps(c.mean));
      const __mmask16 within = _mm512_mask_cmp_ps_mask(_mm512_cmp_ps_mask(side, _mm512_set1_ps(t), _CMP_LE_OQ), side,
                                                       _mm512_set1_ps(-t), _CMP_GE_OQ);
      const __m512i kept_ids = _mm512_castps_si512(_mm512_maskz_compress_ps(within, ids));
      const __m512i kept_logits = _mm512_castps_si512(_mm512_maskz_compress_ps(within, logits));
      _mm512_storeu_si512(list + listed, _mm512_permutex2var_epi32(kept_ids, lower, kept_logits));
      _mm512_storeu_si512(list + listed + 8, _mm512_permutex2var_epi32(kept_ids, upper, kept_logits));
      listed += static_cast<size_t>(std::popcount(static_cast<unsigned>(within)));
    }
    return listed;
  }
};

}  // namespace lib::avx512
