// The published change: one reciprocal, then one multiplication per logit.
//
// fl(x * fl(1/t)) differs from fl(x / t) by at most 1 ULP while 1/t is a normal number: the reciprocal is
// off by at most 2^-24 of its value, so both functions round numbers that lie less than one ULP apart. A
// denormal, zero or infinite reciprocal has no such precision, and the division stays.
#include <cmath>

#include "first_maximum.h"

extern "C" void temperature_flat(float *logits, size_t n, float t) {
  if (t <= 0.0f) return keep_first_maximum(logits, n);
  const float reciprocal = 1.0f / t;
  if (std::isnormal(reciprocal)) {
    for (size_t i = 0; i < n; ++i) logits[i] *= reciprocal;
  } else {
    for (size_t i = 0; i < n; ++i) logits[i] /= t;
  }
}
