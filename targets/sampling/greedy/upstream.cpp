// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/6.2.h"

extern "C" void greedy(token_data_array *cur) {
  llama::apply(llama::kept<llama_sampler_init_greedy>(), cur);
  // It selects the first candidate of none.
  if (cur->size == 0) cur->selected = -1;
}
