// Champion without intrinsics: one vector division for each register of logits, at the speed of memory.
//
// The walk goes from the end, which whoever wrote the array left nearest in the caches, and asks for its data
// ahead.
#include "first_maximum.h"
#include "pawl/5.1.h"

#include "../lib/aos.hpp"

extern "C" void temperature(token_data_array *cur, float t) {
  using lib::lanes;
  constexpr ptrdiff_t prefetch_bytes = -2048;
  if (t <= 0.0f) return keep_first_maximum(cur);
  // A register across two cache lines costs twice.
  const size_t begin = lib::before_line(cur->data, cur->size), end = cur->size - (cur->size - begin) % lanes;
  for (size_t i = 0; i < begin; ++i) cur->data[i].logit /= t;
  for (size_t i = end; i > begin; i -= lanes) {
    token_data *group = cur->data + i - lanes;
    lib::prefetch(group, prefetch_bytes);
    lib::store_logits(group, lib::load_logits(group) / t);
  }
  for (size_t i = end; i < cur->size; ++i) cur->data[i].logit /= t;
}
