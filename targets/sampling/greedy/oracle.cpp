// The definition: the first candidate than which none is greater. A NaN in first place is taken, elsewhere
// ignored.
#include "pawl/6.2.h"

extern "C" void greedy(token_data_array *cur) {
  cur->selected = -1;
  if (cur->size == 0) return;
  float largest = cur->data[0].logit;
  for (size_t i = 1; i < cur->size; ++i) {
    if (cur->data[i].logit > largest) largest = cur->data[i].logit;
  }
  for (size_t i = cur->size; i-- > 1;) {
    if (cur->data[i].logit == largest) cur->selected = static_cast<int64_t>(i);
  }
  if (cur->data[0].logit == largest || largest != largest) cur->selected = 0;
}
