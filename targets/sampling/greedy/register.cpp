// The published change: the best logit stays in a register.
#include "pawl/6.2.h"

extern "C" void greedy(token_data_array *cur) {
  if (cur->size == 0) {
    cur->selected = -1;
    return;
  }
  cur->selected = 0;
  float best = cur->data[0].logit;
  for (size_t i = 1; i < cur->size; ++i) {
    if (cur->data[i].logit > best) {
      best = cur->data[i].logit;
      cur->selected = static_cast<int64_t>(i);
    }
  }
}
