// Champion with AVX-512: touches the tokens of the window only. When candidates are shuffled or truncated,
// it scans 16 ids at a time through two filters of 1,024 bits that live in registers.
#include <immintrin.h>

#include <array>
#include <bit>
#include <utility>

#include "tracked.h"

namespace {

constexpr size_t lanes = 16;
constexpr size_t prefetch_bytes = 2048;
// 16 structs are three registers; word w is an id if w % 3 == 0. One bit per lane of each register.
constexpr __mmask16 in0 = 0x9249, in1 = 0x4924;
// Under this mask shifts compile as without, but do not make g++ 12 warn of its own header (GCC bug 105593).
constexpr __mmask16 all = 0xFFFF;
/// 2^32 over the golden ratio (Knuth, The Art of Computer Programming 3, 6.4): spreads neighbouring ids.
constexpr uint32_t multiplier = 0x9E3779B1;

using filter_bits = std::array<uint32_t, 32>;

/// Both filters find the bit of a hash h at bit (h & 31) of word (h >> 5).
constexpr uint32_t low_hash(int32_t id) { return static_cast<uint32_t>(id) & 1023; }
constexpr uint32_t mixed_hash(int32_t id) { return static_cast<uint32_t>(id) * multiplier >> 22; }

struct sampler {
  penalty cost;
  bool active;
  std::vector<tracked_token> tokens;
  /// The ids of `tokens`, filled up to whole registers with one that is in no vocabulary.
  std::vector<int32_t> ids;
  filter_bits low;
  filter_bits mixed;

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

inline __m512i half(const filter_bits &filter, size_t which) {
  return _mm512_loadu_si512(filter.data() + which * lanes);
}

/// `n` is a multiple of 16.
void scan_filtered(const sampler &state, token_data *data, size_t n) {
  const __m512i low0 = half(state.low, 0), low1 = half(state.low, 1);
  const __m512i mixed0 = half(state.mixed, 0), mixed1 = half(state.mixed, 1);
  const __m512i factor = _mm512_set1_epi32(static_cast<int32_t>(multiplier)), one = _mm512_set1_epi32(1);
  for (size_t i = 0; i < n; i += lanes) {
    const auto *words = reinterpret_cast<const int32_t *>(data + i);
    for (size_t r = 0; r < 3; ++r) {
      const auto address = reinterpret_cast<uintptr_t>(words + r * lanes) + prefetch_bytes;
      _mm_prefetch(reinterpret_cast<const char *>(address), _MM_HINT_T0);
    }
    const __m512i w0 = _mm512_loadu_si512(words), w1 = _mm512_loadu_si512(words + lanes);
    const __m512i w2 = _mm512_loadu_si512(words + 2 * lanes);
    const __m512i ids = _mm512_mask_mov_epi32(_mm512_mask_mov_epi32(w2, in1, w1), in0, w0);
    // The permutation uses the low five bits of an index, the rotation those of a count.
    const __m512i low = _mm512_permutex2var_epi32(low0, _mm512_maskz_srli_epi32(all, ids, 5), low1);
    const __m512i product = _mm512_mullo_epi32(ids, factor);
    const __m512i mixed_word = _mm512_maskz_srli_epi32(all, product, 27);
    const __m512i mixed_count = _mm512_maskz_srli_epi32(all, product, 22);
    const __m512i mixed = _mm512_permutex2var_epi32(mixed0, mixed_word, mixed1);
    const __m512i bits = _mm512_and_si512(_mm512_maskz_rorv_epi32(all, low, ids),
                                          _mm512_maskz_rorv_epi32(all, mixed, mixed_count));
    for (uint32_t passed = _mm512_test_epi32_mask(bits, one); passed != 0; passed &= passed - 1) {
      // Lane l of the merged register is the id of struct l / 3, modulo 16; 3 * 11 is 1 there.
      state.penalise(data[i + static_cast<size_t>(std::countr_zero(passed)) * 11 % lanes]);
    }
  }
}

}  // namespace

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  const penalty cost{repeat, freq, present};
  auto tokens = track(window_of(history, n_history, last_n), n_vocab);
  auto *state = new sampler{cost, last_n > 0 && !cost.neutral(), std::move(tokens), {}, {}, {}};
  state->ids.resize((state->tokens.size() + lanes - 1) / lanes * lanes, -1);
  for (size_t i = 0; i < state->tokens.size(); ++i) {
    const tracked_token &token = state->tokens[i];
    state->ids[i] = token.id;
    const uint32_t low = low_hash(token.id), mixed = mixed_hash(token.id);
    state->low[low >> 5] |= 1u << (low & 31);
    state->mixed[mixed >> 5] |= 1u << (mixed & 31);
  }
  return state;
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
