// What the baseline and the published change share: for each token of the window, how long a match with the
// window's end it ends.
#pragma once

#include <algorithm>
#include <span>
#include <unordered_set>
#include <vector>

#include "rule.h"

/// Tokens behind the last breaker of the window, which no match may reach.
inline int32_t repetition_limit(std::span<const int32_t> window, const std::unordered_set<int32_t> &breakers) {
  const auto n = static_cast<int32_t>(window.size());
  for (int32_t i = 0; i < n; ++i) {
    if (breakers.find(window[static_cast<size_t>(n - 1 - i)]) != breakers.end()) return i;
  }
  return n;
}

/// Sets counts[i] to the length of the longest match with the window's end that ends at token i, at most
/// `limit`; the end itself has 0. The Z-algorithm on the window read backwards (Gusfield, Algorithms on
/// Strings, Trees, and Sequences, 1.4), with two cases for places in a match that is known, as in llama.cpp.
inline void count_repeats(std::span<const int32_t> window, int32_t limit, std::vector<int32_t> &counts) {
  const auto n = static_cast<int32_t>(window.size());
  const int32_t last = n - 1;
  const auto from_end = [&](int32_t i) { return window[static_cast<size_t>(last - i)]; };
  const auto count = [&](int32_t k) -> int32_t & { return counts[static_cast<size_t>(last - k)]; };
  counts.assign(window.size(), 0);
  int32_t left = 0, right = 0;
  for (int32_t k = 1; k < n; ++k) {
    if (k > right) {
      int32_t length = 0;
      while (k + length < n && from_end(length) == from_end(length + k)) ++length;
      count(k) = std::min(length, limit);
      if (length > 0) {
        left = k;
        right = k + length - 1;
      }
    } else if (count(k - left) < right - k + 1) {
      count(k) = std::min(count(k - left), limit);
    } else {
      int32_t i = right + 1;
      while (i < n && from_end(i) == from_end(i - k)) ++i;
      count(k) = std::min(i - k, limit);
      left = k;
      right = i - 1;
    }
  }
}
