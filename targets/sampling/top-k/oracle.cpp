// What the row means: positions in the order of their logits, stably, so that equal ones keep theirs.
#include <algorithm>
#include <numeric>
#include <vector>

#include "pawl/1.3.h"

extern "C" void top_k(token_data_array *cur, int32_t k) {
  if (k <= 0 || cur->size == 0) return;
  const size_t n = std::min(static_cast<size_t>(k), cur->size);
  if (!cur->sorted) {
    std::vector<size_t> order(cur->size);
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return static_cast<double>(cur->data[a].logit) > static_cast<double>(cur->data[b].logit);
    });
    const std::vector<token_data> all(cur->data, cur->data + cur->size);
    for (size_t i = 0; i < n; ++i) cur->data[i] = all[order[i]];
    cur->sorted = true;
  }
  cur->size = n;
}
