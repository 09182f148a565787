// llama.cpp's own sampler.
#include "../lib/llama.hpp"
#include "pawl/5.1.h"

extern "C" void temperature(token_data_array *cur, float t) {
  // It looks at the first candidate without asking whether there is one.
  if (cur->size > 0) llama::apply(llama::kept<llama_sampler_init_temp>(t), cur);
}
