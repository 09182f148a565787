// What the row means, in double precision: rounding the double quotient of two floats to float is the float
// quotient.
#include <cmath>

#include "pawl/5.1.h"

extern "C" void temperature(token_data_array *cur, float t) {
  if (cur->size == 0) return;
  if (!(t <= 0.0f)) {
    for (size_t i = 0; i < cur->size; ++i) {
      const double quotient = static_cast<double>(cur->data[i].logit) / static_cast<double>(t);
      cur->data[i].logit = static_cast<float>(quotient);
    }
    return;
  }
  float best = cur->data[0].logit;
  size_t keep = 0;
  for (size_t i = 1; i < cur->size; ++i) {
    if (cur->data[i].logit > best) {
      best = cur->data[i].logit;
      keep = i;
    }
  }
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].logit = i == keep ? best : -HUGE_VALF;
}
