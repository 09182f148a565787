// llama.cpp's own sampler `dist`, which is a softmax and a draw from it: there is none that does the first alone.
#include "../lib/llama.hpp"
#include "pawl/5.2.h"

extern "C" void softmax(token_data_array *cur) {
  const int64_t selected = cur->selected;
  llama::apply(llama::kept<llama_sampler_init_dist>(uint32_t{0}), cur);
  cur->selected = selected;
}
