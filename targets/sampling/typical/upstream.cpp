// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/1.2.h"

extern "C" void typical(token_data_array *cur, float p, size_t min_keep) {
  // It wants at least one candidate.
  if (cur->size > 0) llama::apply(llama::kept<llama_sampler_init_typical>(p, min_keep), cur);
}
