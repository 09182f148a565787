// Baseline: the C library's expf for every logit.
#include <cmath>

#include "pawl/7.1f.h"

extern "C" void softmax_flat(const float *logits, float *p, size_t n) {
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
    p[i] = expf(logits[i] - max);
    sum += p[i];
  }
  const float reciprocal = 1.0f / sum;
  for (size_t i = 0; i < n; ++i) p[i] *= reciprocal;
}
