// Baseline: every comparison loads the best logit again through its index.
#include "pawl/6.2.h"

extern "C" void greedy(token_data_array *cur) {
  cur->selected = cur->size == 0 ? -1 : 0;
  for (size_t i = 1; i < cur->size; ++i) {
    if (cur->data[i].logit > cur->data[cur->selected].logit) cur->selected = static_cast<int64_t>(i);
  }
}
