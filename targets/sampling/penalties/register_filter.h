// Touches the tokens of the window only. When candidates are shuffled or truncated, it scans 16 ids at a time through
// two filters of 1,024 bits that live in registers. With AVX-512 (avx512f).
#pragma once

#include <immintrin.h>

#include <bit>

#include "../lib/avx512/aos.hpp"
#include "../lib/avx512/id_filter.hpp"
#include "tracked.h"

class register_filter_penalties {
 public:
  explicit register_filter_penalties(const penalty_settings &settings)
      : cost_(settings.cost), active_(settings.active), tokens_(track(settings.window, settings.n_vocab)),
        ids_(ids_of(tokens_)), filter_(std::span(ids_).first(tokens_.size())) {}

  template <class Array>
  void operator()(Array *cur) const {
    namespace simd = lib::avx512;
    if (!active_ || cur->size == 0) return;
    cur->sorted = false;
    if (penalise_in_place(tokens_, cost_, cur)) return;
    const size_t whole = cur->size - cur->size % lanes;
    const simd::id_filter filter = filter_;
    for (size_t i = 0; i < whole; i += lanes) {
      auto *group = cur->data + i;
      simd::prefetch(group, prefetch_bytes);
      const __m512i ids = _mm512_castps_si512(simd::load<simd::field::id>(group));
      for (uint32_t passed = filter.passes(ids); passed != 0; passed &= passed - 1) {
        penalise(group[simd::struct_in(simd::field::id, static_cast<size_t>(std::countr_zero(passed)))]);
      }
    }
    for (size_t i = whole; i < cur->size; ++i) penalise(cur->data[i]);
  }

 private:
  static constexpr size_t lanes = lib::avx512::lanes;
  static constexpr ptrdiff_t prefetch_bytes = 2048;

  /// Filled up to whole registers with an id that is in no vocabulary.
  static std::vector<int32_t> ids_of(std::span<const tracked_token> tokens) {
    std::vector<int32_t> ids((tokens.size() + lanes - 1) / lanes * lanes, -1);
    std::transform(tokens.begin(), tokens.end(), ids.begin(), [](const tracked_token &token) { return token.id; });
    return ids;
  }

  /// By comparing with every id: most candidates that get here passed by chance, a search would mispredict.
  int32_t count(int32_t id) const {
    const __m512i wanted = _mm512_set1_epi32(id);
    for (size_t i = 0; i < ids_.size(); i += lanes) {
      const __mmask16 equal = _mm512_cmpeq_epi32_mask(_mm512_loadu_si512(ids_.data() + i), wanted);
      if (equal == 0) continue;
      const size_t at = i + static_cast<size_t>(std::countr_zero(static_cast<uint32_t>(equal)));
      return at < tokens_.size() ? tokens_[at].count : 0;
    }
    return 0;
  }

  template <class Token>
  void penalise(Token &candidate) const {
    const int32_t n = count(candidate.id);
    if (n > 0) cost_.apply(candidate.logit, n);
  }

  penalty cost_;
  bool active_;
  std::vector<tracked_token> tokens_;
  std::vector<int32_t> ids_;
  lib::avx512::id_filter filter_;
};
