// Baseline: no branch says how likely it is.
#include <cfloat>
#include <cmath>
#include <cstring>
#include <vector>

#include "../min-p/sorted.h"
#include "pawl/6.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) {
  if (p <= 0.0f || cur->size == 0) return;
  bool done = false;
  if (!cur->sorted) {
    std::vector<token_data> filtered;
    float max = -FLT_MAX;
    for (size_t i = 0; i < cur->size; ++i) max = std::max(max, cur->data[i].logit);
    const float threshold = max + std::log(p);
    for (size_t i = 0; i < cur->size; ++i) {
      if (cur->data[i].logit >= threshold) filtered.push_back(cur->data[i]);
    }
    if (!filtered.empty() && filtered.size() >= min_keep) {
      std::memcpy(cur->data, filtered.data(), filtered.size() * sizeof(token_data));
      cur->size = filtered.size();
      done = true;
    }
  }
  if (!done) keep_sorted_prefix(cur, p, min_keep);
}
