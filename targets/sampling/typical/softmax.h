// What the two published variants share: probabilities of sorted candidates, and the entropy.
#pragma once

#include <algorithm>
#include <cmath>

#include "../lib/sequential_softmax.hpp"
#include "pawl/1.2.h"

/// llama.cpp's softmax sorts first; every exponential is divided by the sum. Not empty.
inline void sort_and_set_probabilities(token_data_array *cur) {
  if (!cur->sorted) {
    std::sort(cur->data, cur->data + cur->size,
              [](const token_data &a, const token_data &b) { return a.logit > b.logit; });
    cur->sorted = true;
  }
  const float sum = lib::set_exponentials(cur, [](float x) { return expf(x); });
  if (sum == 0.0f) return;
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].p /= sum;
}

/// Where llama.cpp has NaN, a probability of 0 adds nothing.
inline float entropy(const token_data_array &cur) {
  float sum = 0.0f;
  for (size_t i = 0; i < cur.size; ++i) {
    if (cur.data[i].p > 0.0f) sum += -cur.data[i].p * logf(cur.data[i].p);
  }
  return sum;
}
