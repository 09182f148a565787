// Champion with AVX-512: touches only the tokens that continue a match. Places that may be one are found 16 at
// a time. When candidates are shuffled or truncated, it scans them 16 at a time through a filter in registers.
#include <immintrin.h>

#include <bit>

#include "../lib/avx512/aos.hpp"
#include "../lib/avx512/id_filter.hpp"
#include "tracked.h"

namespace {

namespace simd = lib::avx512;
using simd::lanes;

constexpr ptrdiff_t prefetch_bytes = 2048;

/// Backwards through the window, every place where its last token stands; if `depth` is two, behind the last
/// but one.
template <class Visit>
inline void for_each_place(std::span<const int32_t> window, int32_t depth, Visit visit) {
  const size_t n = window.size(), first = static_cast<size_t>(depth) - 1;
  const int32_t *tokens = window.data();
  const __m512i last = _mm512_set1_epi32(tokens[n - 1]), previous = _mm512_set1_epi32(tokens[n - 1 - first]);
  // One bit for each of the `some` tokens from `at` on.
  const auto places = [&](size_t at, __mmask16 some) -> uint64_t {
    const __m512i here = _mm512_maskz_loadu_epi32(some, tokens + at);
    const __m512i before = _mm512_maskz_loadu_epi32(some, tokens + at - first);
    const __mmask16 same = _mm512_mask_cmpeq_epi32_mask(some, here, last);
    return _mm512_mask_cmpeq_epi32_mask(same, before, previous);
  };
  const auto visit_all = [&](size_t begin, uint64_t bits) {
    while (bits != 0) {
      const auto highest = static_cast<size_t>(std::bit_width(bits)) - 1;
      bits ^= uint64_t{1} << highest;
      visit(n - 1 - (begin + highest));
    }
  };
  size_t end = n - 1;
  for (; end >= first + 4 * lanes; end -= 4 * lanes) {
    const size_t begin = end - 4 * lanes;
    uint64_t bits = 0;
    for (size_t r = 0; r < 4; ++r) bits |= places(begin + r * lanes, 0xFFFF) << r * lanes;
    visit_all(begin, bits);
  }
  while (end > first) {
    const size_t count = std::min(end - first, lanes);
    end -= count;
    visit_all(end, places(end, static_cast<__mmask16>((1u << count) - 1)));
  }
}

inline void penalise(const tracker &state, const penalty &loss, token_data &candidate) {
  const int32_t length = state.match_of(candidate.id);
  if (length != tracker::none) loss.apply(candidate, length);
}

inline void scan(const tracker &state, const penalty &loss, token_data_array *cur) {
  const simd::id_filter filter(state.tokens());
  const size_t whole = cur->size - cur->size % lanes;
  for (size_t i = 0; i < whole; i += lanes) {
    token_data *group = cur->data + i;
    simd::prefetch(group, prefetch_bytes);
    const __m512i ids = _mm512_castps_si512(simd::load<simd::field::id>(group));
    for (uint32_t passed = filter.passes(ids); passed != 0; passed &= passed - 1) {
      const auto lane = static_cast<size_t>(std::countr_zero(passed));
      penalise(state, loss, group[simd::struct_in(simd::field::id, lane)]);
    }
  }
  for (size_t i = whole; i < cur->size; ++i) penalise(state, loss, cur->data[i]);
}

}  // namespace

extern "C" void *dry_create(const int32_t *context, size_t n_context, const int32_t *breakers, size_t n_breakers,
                            int32_t last_n, size_t n_vocab) {
  return new tracker{window_of(context, n_context, last_n), {breakers, n_breakers}, n_vocab};
}

extern "C" void dry_destroy(void *state) { delete static_cast<tracker *>(state); }

extern "C" void dry(void *opaque, token_data_array *cur, float multiplier, float base, int32_t allowed) {
  const auto places = [](auto window, int32_t depth, auto visit) { for_each_place(window, depth, visit); };
  penalise_repeats(*static_cast<tracker *>(opaque), rule{multiplier, base, allowed}, cur, places, scan);
}
