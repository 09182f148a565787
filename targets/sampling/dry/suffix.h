// Matches between the end of a window and its earlier places, found by looking only where the end's last
// tokens stand.
#pragma once

#include <span>

#include "pawl/4.1.h"

/// Tokens that a place has to share with the end before its match is measured: two if shorter matches do not
/// count anyway, because one of them alone may be a word like "the".
inline int32_t depth_of(int32_t allowed) { return allowed >= 2 ? 2 : 1; }

/// The Z-algorithm on the window read backwards (Gusfield, Algorithms on Strings, Trees, and Sequences, 1.4),
/// over some of its places. All calls together compare O(window) tokens.
class suffix_matches {
 public:
  /// `scratch` has an element for each token of the window and need not be initialised.
  suffix_matches(std::span<const int32_t> window, int32_t depth, int32_t *scratch)
      : end_(window.data() + window.size() - 1),
        size_(static_cast<int32_t>(window.size())),
        depth_(depth),
        lengths_(scratch) {}

  /// Length of the match that ends k tokens before the end. To be called for every k > 0 where it is at least
  /// `depth`, and for no other, in ascending order.
  int32_t length(int32_t k) {
    int32_t n = depth_;
    // Inside a match that is known, k is like k - left_, which is closer to the end: its length is known if
    // the first `depth` tokens lie inside, too.
    if (k + depth_ - 1 <= right_) {
      const int32_t known = lengths_[k - left_], inside = right_ - k + 1;
      if (known < inside) return lengths_[k] = known;
      n = inside;
    }
    while (k + n < size_ && end_[-n] == end_[-(k + n)]) ++n;
    left_ = k;
    right_ = k + n - 1;
    return lengths_[k] = n;
  }

 private:
  const int32_t *end_;
  int32_t size_;
  int32_t depth_;
  int32_t *lengths_;
  int32_t left_ = 0;
  int32_t right_ = 0;
};
