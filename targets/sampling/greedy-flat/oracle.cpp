// The definition: the first logit than which none is greater. A NaN in first place is taken, elsewhere ignored.
#include "pawl/6.2f.h"

extern "C" int32_t greedy_flat(const float *logits, size_t n) {
  if (n == 0) return -1;
  if (logits[0] != logits[0]) return 0;
  for (size_t i = 0; i < n; ++i) {
    bool greatest = logits[i] == logits[i];
    for (size_t k = 0; k < n && greatest; ++k) greatest = !(logits[k] > logits[i]);
    if (greatest) return static_cast<int32_t>(i);
  }
  return -1;
}
