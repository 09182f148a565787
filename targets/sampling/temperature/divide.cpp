// Baseline: one division per candidate.
#include "first_maximum.h"

extern "C" void temperature(token_data_array *cur, float t) {
  if (t <= 0.0f) return keep_first_maximum(cur);
  for (size_t i = 0; i < cur->size; ++i) cur->data[i].logit /= t;
}
