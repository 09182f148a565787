// The maximum that a scalar softmax subtracts, as llama.cpp finds it.
#pragma once

#include <cstddef>

namespace lib {

/// Largest logit of a token_data_array that is not empty: the first, if it is sorted.
template <class Array>
inline float largest_logit(const Array &cur) {
  float max = cur.data[0].logit;
  if (cur.sorted) return max;
  for (size_t i = 1; i < cur.size; ++i) {
    if (cur.data[i].logit > max) max = cur.data[i].logit;
  }
  return max;
}

}  // namespace lib
