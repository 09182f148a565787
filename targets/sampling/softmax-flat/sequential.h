// What both published variants do, one logit after the other.
#pragma once

#include <cmath>
#include <cstddef>

template <class Exponential>
inline void sequential_softmax(const float *logits, float *p, size_t n, Exponential &&exponential) {
  if (n == 0) return;
  float max = logits[0];
  for (size_t i = 1; i < n; ++i) {
    if (logits[i] > max) max = logits[i];
  }
  if (max == -HUGE_VALF) {
    for (size_t i = 0; i < n; ++i) p[i] = 0.0f;
    return;
  }
  float sum = 0.0f;
  for (size_t i = 0; i < n; ++i) {
    p[i] = exponential(logits[i] - max);
    sum += p[i];
  }
  const float reciprocal = 1.0f / sum;
  for (size_t i = 0; i < n; ++i) p[i] *= reciprocal;
}
