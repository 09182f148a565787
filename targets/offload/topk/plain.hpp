// The k first of a row, as any program finds them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace offload {

/// Of places p < k in a row of results, those that no logit takes.
inline void leave_empty(std::size_t from, std::size_t k, std::int32_t *ids, float *logits) {
  std::fill(ids + from, ids + k, -1);
  std::fill(logits + from, logits + k, -std::numeric_limits<float>::infinity());
}

/// Keeps its memory from row to row.
class plain {
 public:
  /// Writes k > 0 ids and logits of a row of n, none of which is NaN: the logit descending, then the place ascending.
  void top(const float *row, std::size_t n, std::size_t k, std::int32_t *ids, float *logits) {
    order_.resize(n);
    std::iota(order_.begin(), order_.end(), 0);
    const std::size_t kept = std::min(k, n);
    const auto middle = order_.begin() + static_cast<std::ptrdiff_t>(kept);
    std::partial_sort(order_.begin(), middle, order_.end(), [row](std::int32_t a, std::int32_t b) {
      const float x = row[a], y = row[b];
      return x > y || (x == y && a < b);
    });
    for (std::size_t p = 0; p < kept; ++p) {
      ids[p] = order_[p];
      logits[p] = row[order_[p]];
    }
    leave_empty(kept, k, ids, logits);
  }

 private:
  std::vector<std::int32_t> order_;
};

}  // namespace offload
