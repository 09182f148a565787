// The published ways to divide logits by a temperature. Array: {data, size, selected, sorted}.
#pragma once

#include <cmath>

#include "first_maximum.h"

/// One division per candidate.
template <class Array>
inline void divide_logits(Array *cur, float t) {
  if (t <= 0.0f) return keep_first_maximum(cur);
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].logit /= t;
}

/// One reciprocal, then one multiplication per candidate.
///
/// fl(x * fl(1/t)) differs from fl(x / t) by at most 1 ULP while 1/t is a normal number: the reciprocal is
/// off by at most 2^-24 of its value, so both functions round numbers that lie less than one ULP apart. A
/// denormal, zero or infinite reciprocal has no such precision, and the division stays.
template <class Array>
inline void multiply_logits(Array *cur, float t) {
  const float reciprocal = 1.0f / t;
  if (t <= 0.0f || !std::isnormal(reciprocal)) return divide_logits(cur, t);
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].logit *= reciprocal;
}
