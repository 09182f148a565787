// What the row means, in double precision: rounding the double quotient of two floats to float is the float
// quotient.
#include <cmath>

#include "pawl/5.1f.h"

extern "C" void temperature_flat(float *logits, size_t n, float t) {
  if (n == 0) return;
  if (!(t <= 0.0f)) {
    for (size_t i = 0; i < n; ++i) {
      logits[i] = static_cast<float>(static_cast<double>(logits[i]) / static_cast<double>(t));
    }
    return;
  }
  float best = logits[0];
  size_t keep = 0;
  for (size_t i = 1; i < n; ++i) {
    if (logits[i] > best) {
      best = logits[i];
      keep = i;
    }
  }
  for (size_t i = 0; i < n; ++i) logits[i] = i == keep ? best : -HUGE_VALF;
}
