// Champion with AVX-512: one division serves 16 candidates.
//
// It hides behind the memory traffic, so that the result is that of the division, bit for bit, whatever t and
// the logits are. The walk goes from the end, which whoever wrote the array left nearest in the caches, and asks
// for its data ahead.
#include "first_maximum.h"
#include "pawl/5.1.h"

#include "../lib/avx512/aos.hpp"

extern "C" void temperature(token_data_array *cur, float t) {
  using namespace lib::avx512;
  constexpr ptrdiff_t prefetch_bytes = -2048;
  if (t <= 0.0f) return keep_first_maximum(cur);
  const __m512 divisor = _mm512_set1_ps(t);
  // A register across two cache lines costs twice.
  const size_t begin = before_line(cur->data, cur->size), end = cur->size - (cur->size - begin) % lanes;
  for (size_t i = 0; i < begin; ++i) cur->data[i].logit /= t;
  for (size_t i = end; i > begin; i -= lanes) {
    token_data *group = cur->data + i - lanes;
    prefetch(group, prefetch_bytes);
    store<field::logit>(group, _mm512_div_ps(load<field::logit>(group), divisor));
  }
  for (size_t i = end; i < cur->size; ++i) cur->data[i].logit /= t;
}
