// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/1.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) {
  llama::apply(llama::kept<llama_sampler_init_min_p>(p, min_keep), cur);
}
