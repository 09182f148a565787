// llama.cpp's min_p, with a vector of its own in every call.
#pragma once

#include <cfloat>
#include <cmath>
#include <cstring>
#include <vector>

#include "sorted.h"

/// Array: {data, size, selected, sorted} of Token.
template <class Token, class Array>
inline void allocating_min_p(Array *cur, float p, size_t min_keep) {
  if (p <= 0.0f || cur->size == 0) return;
  bool done = false;
  if (!cur->sorted) {
    std::vector<Token> filtered;
    float max = -FLT_MAX;
    for (size_t i = 0; i < cur->size; ++i) max = std::max(max, cur->data[i].logit);
    const float threshold = max + std::log(p);
    for (size_t i = 0; i < cur->size; ++i) {
      if (cur->data[i].logit >= threshold) filtered.push_back(cur->data[i]);
    }
    if (!filtered.empty() && filtered.size() >= min_keep) {
      std::memcpy(cur->data, filtered.data(), filtered.size() * sizeof(Token));
      cur->size = filtered.size();
      done = true;
    }
  }
  if (!done) keep_sorted_prefix(cur, p, min_keep);
}
