// llama.cpp's own sampler, up to the draw: it keeps mu to itself, beginning at twice tau, and draws by a generator of its
// own, so that both are repeated here with what was asked for, on the few candidates that it leaves.
#include <cmath>

#include "../lib/draw.hpp"
#include "../lib/llama.hpp"
#include "pawl/7.2b.h"

extern "C" int32_t mirostat_v2(token_data_array *cur, float *mu, float tau, float eta, float u) {
  if (cur->size == 0) return -1;
  llama::apply(llama::kept<llama_sampler_init_mirostat_v2>(uint32_t{0}, *mu / 2.0f, 0.0f), cur);
  // Eta is 0 there: its mu stays what it was made with.
  const size_t drawn = lib::drawn(cur->data, cur->size, u);
  cur->selected = static_cast<int64_t>(drawn);
  if (const float p = cur->data[drawn].p; p > 0.0f) *mu -= eta * (-log2f(p) - tau);
  return cur->data[drawn].id;
}
