// Baseline: the general power of the C library.
#include "sorted.h"

extern "C" int32_t mirostat_v2(token_data_array *cur, float *mu, float tau, float eta, float u) {
  return sorting_mirostat_v2(cur, mu, tau, eta, u, [](float x) { return powf(2.0f, x); });
}
