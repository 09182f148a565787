// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/4.2.h"
#include "window.h"

extern "C" void *penalties_create(const int32_t *history, size_t n_history, int32_t last_n, float repeat,
                                  float freq, float present, size_t n_vocab) {
  llama::sampler sampler(
      llama_sampler_init_penalties(static_cast<int32_t>(n_vocab), last_n, repeat, freq, present));
  for (const int32_t token : window_of(history, n_history, last_n)) {
    // It counts whatever it is told, and then penalises candidates of no vocabulary.
    if (token >= 0 && static_cast<size_t>(token) < n_vocab) llama_sampler_accept(sampler.get(), token);
  }
  return new llama::sampler(std::move(sampler));
}

extern "C" void penalties_destroy(void *state) { delete static_cast<llama::sampler *>(state); }

extern "C" void penalties(void *state, token_data_array *cur) {
  if (cur->size > 0) llama::apply(*static_cast<llama::sampler *>(state), cur);
}
