// What the two variants of llama.cpp share: the probabilities, and how many candidates in order are enough.
#pragma once

#include <cmath>

#include "../lib/sequential_softmax.hpp"
#include "pawl/top_p.h"

/// Every exponential is divided by the sum. Not empty.
inline void set_probabilities(token_data_array *cur) {
  const float sum = lib::set_exponentials(cur, [](float x) { return expf(x); });
  if (sum == 0.0f) return;
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].p /= sum;
}

/// Adds up the probabilities of the candidates from i to n.
struct cumulative {
  float sum = 0.0f;
  size_t i = 0;

  /// Whether candidates in order are enough somewhere before the n-th: i is their number, or n.
  bool enough(const token_data *sorted, size_t n, float p, size_t min_keep) {
    while (i < n) {
      sum += sorted[i++].p;
      if (sum >= p && i >= min_keep) return true;
    }
    return false;
  }
};
