// Champion with AVX-512: touches the tokens of the window only. When candidates are shuffled or truncated,
// it scans 16 ids at a time through two filters of 1,024 bits that live in registers.
#include <immintrin.h>

#include <bit>
#include <utility>

#include "../lib/avx512/aos.hpp"
#include "../lib/avx512/id_filter.hpp"
#include "tracked.h"

namespace {

namespace simd = lib::avx512;

constexpr size_t lanes = 16;
constexpr ptrdiff_t prefetch_bytes = 2048;

struct sampler {
  penalty cost;
  bool active;
  std::vector<tracked_token> tokens;
  /// The ids of `tokens`, filled up to whole registers with one that is in no vocabulary.
  std::vector<int32_t> ids;
  simd::id_filter filter;

  /// By comparing with every id: most candidates that get here passed by chance, a search would mispredict.
  int32_t count(int32_t id) const {
    const __m512i wanted = _mm512_set1_epi32(id);
    for (size_t i = 0; i < ids.size(); i += lanes) {
      const __mmask16 equal = _mm512_cmpeq_epi32_mask(_mm512_loadu_si512(ids.data() + i), wanted);
      if (equal == 0) continue;
      const size_t at = i + static_cast<size_t>(std::countr_zero(static_cast<uint32_t>(equal)));
      return at < tokens.size() ? tokens[at].count : 0;
    }
    return 0;
  }

  void penalise(token_data &candidate) const {
    const int32_t n = count(candidate.id);
    if (n > 0) cost.apply(candidate.logit, n);
  }
};

/// `n` is a multiple of 16.
void scan_filtered(const sampler &state, token_data *data, size_t n) {
  const simd::id_filter filter = state.filter;
  for (size_t i = 0; i < n; i += lanes) {
    token_data *group = data + i;
    simd::prefetch(group, prefetch_bytes);
    const __m512i ids = _mm512_castps_si512(simd::load<simd::field::id>(group));
    for (uint32_t passed = filter.passes(ids); passed != 0; passed &= passed - 1) {
      state.penalise(group[simd::struct_in(simd::field::id, static_cast<size_t>(std::countr_zero(passed)))]);
    }
  }
}

}  // namespace

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  const penalty cost{repeat, freq, present};
  auto tokens = track(window_of(history, n_history, last_n), n_vocab);
  std::vector<int32_t> ids;
  for (const tracked_token &token : tokens) ids.push_back(token.id);
  const simd::id_filter filter(ids);
  ids.resize((ids.size() + lanes - 1) / lanes * lanes, -1);
  return new sampler{cost, last_n > 0 && !cost.neutral(), std::move(tokens), std::move(ids), filter};
}

extern "C" void penalties_destroy(void *state) { delete static_cast<sampler *>(state); }

extern "C" void penalties(void *opaque, token_data_array *cur) {
  const auto &state = *static_cast<const sampler *>(opaque);
  if (!state.active || cur->size == 0) return;
  cur->sorted = false;
  if (penalise_in_place(state.tokens, state.cost, cur)) return;
  const size_t whole = cur->size - cur->size % lanes;
  scan_filtered(state, cur->data, whole);
  for (size_t i = whole; i < cur->size; ++i) state.penalise(cur->data[i]);
}
