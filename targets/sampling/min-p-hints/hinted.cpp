// The published change: what decides between the two ways says which one is likely. The array comes unsorted, and
// enough of it survives.
#include <cfloat>
#include <cmath>
#include <cstring>
#include <vector>

#include "../min-p/sorted.h"
#include "pawl/6.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) {
  if (p <= 0.0f || cur->size == 0) [[unlikely]] return;
  bool done = false;
  if (!cur->sorted) [[likely]] {
    std::vector<token_data> filtered;
    float max = -FLT_MAX;
    for (size_t i = 0; i < cur->size; ++i) max = std::max(max, cur->data[i].logit);
    const float threshold = max + std::log(p);
    for (size_t i = 0; i < cur->size; ++i) {
      if (cur->data[i].logit >= threshold) filtered.push_back(cur->data[i]);
    }
    if (!filtered.empty() && filtered.size() >= min_keep) [[likely]] {
      std::memcpy(cur->data, filtered.data(), filtered.size() * sizeof(token_data));
      cur->size = filtered.size();
      done = true;
    }
  }
  if (!done) [[unlikely]] keep_sorted_prefix(cur, p, min_keep);
}
