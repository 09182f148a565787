// Baseline: all candidates are sorted, however few are enough.
#include <algorithm>

#include "softmax.h"

extern "C" void top_p(token_data_array *cur, float p, size_t min_keep) {
  if (p >= 1.0f || cur->size == 0) return;
  if (!cur->sorted) {
    std::sort(cur->data, cur->data + cur->size,
              [](const token_data &a, const token_data &b) { return a.logit > b.logit; });
    cur->sorted = true;
  }
  set_probabilities(cur);
  cumulative first;
  first.enough(cur->data, cur->size, p, min_keep);
  cur->size = first.i;
}
