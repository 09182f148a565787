// What the published variants share: the way they go where the array is sorted, or has to be. No workload goes it.
#pragma once

#include <algorithm>
#include <cmath>

/// Sorts unless that is done, then keeps the first candidate and what follows while it reaches the threshold or
/// belongs to the first `min_keep`. Stable, where llama.cpp leaves the order of equal logits to chance.
template <class Array>
inline void keep_sorted_prefix(Array *cur, float p, size_t min_keep) {
  if (!cur->sorted) {
    std::stable_sort(cur->data, cur->data + cur->size,
                     [](const auto &a, const auto &b) { return a.logit > b.logit; });
    cur->sorted = true;
  }
  const float threshold = cur->data[0].logit + std::log(p);
  size_t i = 1;
  for (; i < cur->size; ++i) {
    if (cur->data[i].logit < threshold && i >= min_keep) break;
  }
  cur->size = i;
}
