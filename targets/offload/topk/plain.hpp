// The k first of a row, as a program without a device finds them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

/// Of places p < k in a row of results, those that no logit takes.
inline void leave_empty(std::size_t from, std::size_t k, int32_t *ids, float *logits) {
  std::fill(ids + from, ids + k, -1);
  std::fill(logits + from, logits + k, -std::numeric_limits<float>::infinity());
}

/// Writes k > 0 ids and logits of a row of n: the logit descending, then the place ascending. `order` keeps its
/// memory from row to row.
inline void plain_top(const float *row, std::size_t n, std::size_t k, std::vector<int32_t> &order, int32_t *ids,
                      float *logits) {
  order.resize(n);
  std::iota(order.begin(), order.end(), 0);
  const std::size_t kept = std::min(k, n);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(order.begin(), middle, order.end(), [row](int32_t a, int32_t b) {
    const float x = row[a], y = row[b];
    return x > y || (x == y && a < b);
  });
  for (std::size_t p = 0; p < kept; ++p) {
    ids[p] = order[p];
    logits[p] = row[order[p]];
  }
  leave_empty(kept, k, ids, logits);
}
