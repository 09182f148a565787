// Champion without intrinsics: see byte_filter.h.
#include "byte_filter.h"
#include "pawl/4.2.h"

using sampler = byte_filter_penalties;

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  return new sampler(penalties_of(history, n_history, last_n, repeat, freq, present, n_vocab));
}

extern "C" void penalties_destroy(void *state) { delete static_cast<sampler *>(state); }

extern "C" void penalties(void *state, token_data_array *cur) { (*static_cast<const sampler *>(state))(cur); }
