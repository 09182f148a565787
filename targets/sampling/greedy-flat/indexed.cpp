// Baseline: every comparison loads the best logit again through its index.
#include "pawl/6.2f.h"

extern "C" int32_t greedy_flat(const float *logits, size_t n) {
  if (n == 0) return -1;
  int32_t selected = 0;
  for (size_t i = 1; i < n; ++i) {
    if (logits[i] > logits[selected]) selected = static_cast<int32_t>(i);
  }
  return selected;
}
