// What the scalar softmax of llama.cpp does in all its versions, one candidate after the other. The rows' baselines and
// published changes share the loop: whether a compiler keeps its sum in a register or on the stack is worth 13 %, more
// than what 5.2 changes.
#pragma once

#include <cmath>
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

/// Sets each p to the exponential of its logit - the largest, and returns the sum: 1 at least, or 0 where there are no
/// candidates or all logits are minus infinity, and all p are 0.
template <class Array, class Exponential>
inline float set_exponentials(Array *cur, Exponential &&exponential) {
  if (cur->size == 0) return 0.0f;
  const float max = largest_logit(*cur);
  if (max == -HUGE_VALF) {
    for (size_t i = 0; i < cur->size; ++i) cur->data[i].p = 0.0f;
    return 0.0f;
  }
  float sum = 0.0f;
  for (size_t i = 0; i < cur->size; ++i) {
    const float p = exponential(cur->data[i].logit - max);
    cur->data[i].p = p;
    sum += p;
  }
  return sum;
}

/// With one division per candidate.
template <class Array, class Exponential>
inline void dividing_softmax(Array *cur, Exponential &&exponential) {
  const float sum = set_exponentials(cur, exponential);
  if (sum == 0.0f) return;
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].p /= sum;
}

/// With one reciprocal of the sum, then one multiplication per candidate.
template <class Array, class Exponential>
inline void sequential_softmax(Array *cur, Exponential &&exponential) {
  const float sum = set_exponentials(cur, exponential);
  if (sum == 0.0f) return;
  const float reciprocal = 1.0f / sum;
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].p *= reciprocal;
}

}  // namespace lib
