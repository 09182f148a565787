// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/1.3.h"

extern "C" void top_k(token_data_array *cur, int32_t k) {
  // It counts with the candidates that it has room for.
  if (cur->size > 0) llama::apply(llama::kept<llama_sampler_init_top_k>(k), cur);
}
