// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/top_p.h"

extern "C" void top_p(token_data_array *cur, float p, size_t min_keep) {
  // It wants at least one candidate.
  if (cur->size > 0) llama::apply(llama::kept<llama_sampler_init_top_p>(p, min_keep), cur);
}
