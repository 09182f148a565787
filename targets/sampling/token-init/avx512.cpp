// Champion with AVX-512: 16 structs are three registers. One permutation brings 16 logits into the lanes where
// they belong, which differ from register to register; ids go up by 16 from group to group.
//
// Every entry is written: whoever got the buffer may have changed it.
#include "../lib/avx512/aos.hpp"
#include "groups.h"

namespace {

using lib::avx512::field;
using lib::avx512::lanes;
using lib::avx512::lanes_of;
static_assert(lanes == group_structs);
// Under this mask the permutation compiles as without, but does not make g++ 12 warn of its own header (GCC bug
// 105593).
constexpr __mmask16 all = 0xFFFF;

/// The struct of a group whose id, or logit, lies in each lane of the merged register.
inline __m512i structs_in(field f) {
  int32_t structs[lanes];
  for (size_t lane = 0; lane < lanes; ++lane) {
    structs[lane] = static_cast<int32_t>(lib::avx512::struct_in(f, lane));
  }
  return _mm512_loadu_si512(structs);
}

}  // namespace

extern "C" const token_data *init(void *state, const float *logits, size_t n) {
  auto &buffer = *static_cast<group_buffer *>(state);
  buffer.n = n;
  constexpr __mmask16 logit0 = lanes_of(field::logit, 0), logit1 = lanes_of(field::logit, 1);
  constexpr __mmask16 logit2 = lanes_of(field::logit, 2);
  constexpr __mmask16 id0 = lanes_of(field::id, 0), id1 = lanes_of(field::id, 1), id2 = lanes_of(field::id, 2);
  const __m512i order = structs_in(field::logit);
  // Ids in their lanes and zeros, which probabilities start as, in all others; and what they go up by.
  const __m512i first = structs_in(field::id), step = _mm512_set1_epi32(lanes);
  __m512i w0 = _mm512_maskz_mov_epi32(id0, first), step0 = _mm512_maskz_mov_epi32(id0, step);
  __m512i w1 = _mm512_maskz_mov_epi32(id1, first), step1 = _mm512_maskz_mov_epi32(id1, step);
  __m512i w2 = _mm512_maskz_mov_epi32(id2, first), step2 = _mm512_maskz_mov_epi32(id2, step);

  const auto put = [&](token_data *tokens, __m512i values) {
    const __m512i merged = _mm512_maskz_permutexvar_epi32(all, order, values);
    _mm512_store_si512(tokens, _mm512_mask_mov_epi32(w0, logit0, merged));
    _mm512_store_si512(reinterpret_cast<int32_t *>(tokens) + lanes, _mm512_mask_mov_epi32(w1, logit1, merged));
    _mm512_store_si512(reinterpret_cast<int32_t *>(tokens) + 2 * lanes, _mm512_mask_mov_epi32(w2, logit2, merged));
    w0 = _mm512_add_epi32(w0, step0);
    w1 = _mm512_add_epi32(w1, step1);
    w2 = _mm512_add_epi32(w2, step2);
  };
  const size_t whole = n - n % lanes;
  for (size_t i = 0; i < whole; i += lanes) put(buffer.data() + i, _mm512_loadu_si512(logits + i));
  if (whole < n) {
    const auto present = static_cast<__mmask16>((1u << (n - whole)) - 1);
    put(buffer.data() + whole, _mm512_maskz_loadu_epi32(present, logits + whole));
  }
  return buffer.data();
}
