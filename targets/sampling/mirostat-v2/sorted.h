// What both published variants share, after llama.cpp's mirostat_v2: all candidates are sorted and normalised before
// most of them are dropped. They differ in the power of two that the surprise is compared as.
#pragma once

#include <algorithm>

#include "../lib/draw.hpp"
#include "../lib/sequential_softmax.hpp"
#include "pawl/7.2b.h"

/// power(x): 2^x. The order of equal logits is left to chance, as in llama.cpp.
template <class Power>
inline int32_t sorting_mirostat_v2(token_data_array *cur, float *mu, float tau, float eta, float u, Power &&power) {
  if (cur->size == 0) return -1;
  const auto exponential = [](float x) { return expf(x); };
  if (!cur->sorted) {
    std::sort(cur->data, cur->data + cur->size,
              [](const token_data &a, const token_data &b) { return a.logit > b.logit; });
    cur->sorted = true;
  }
  lib::dividing_softmax(cur, exponential);
  const float least = power(-*mu);
  size_t kept = 1;
  while (kept < cur->size && cur->data[kept].p >= least) ++kept;
  cur->size = kept;
  lib::dividing_softmax(cur, exponential);
  const size_t drawn = lib::drawn(cur->data, cur->size, u);
  cur->selected = static_cast<int64_t>(drawn);
  if (const float p = cur->data[drawn].p; p > 0.0f) *mu -= eta * (-log2f(p) - tau);
  return cur->data[drawn].id;
}
