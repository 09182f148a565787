// Baseline: every exponential is divided by the sum.
#include <cmath>

#include "pawl/5.2.h"

#include "../lib/largest_logit.hpp"

extern "C" void softmax(token_data_array *cur) {
  if (cur->size == 0) return;
  const float max = lib::largest_logit(*cur);
  if (max == -HUGE_VALF) {
    for (size_t i = 0; i < cur->size; ++i) cur->data[i].p = 0.0f;
    return;
  }
  float sum = 0.0f;
  for (size_t i = 0; i < cur->size; ++i) {
    const float p = expf(cur->data[i].logit - max);
    cur->data[i].p = p;
    sum += p;
  }
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].p /= sum;
}
