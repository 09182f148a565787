// What the probabilities of some candidates are relative to, taken in piece by piece.
//
// The sum so far is rescaled whenever a piece raises the maximum, so that one walk over the candidates finds both
// (M. Milakov and N. Gimelshein, Online normalizer calculation for softmax, 2018, arXiv:1805.02867).
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

namespace lib {

inline constexpr float minus_infinity = -std::numeric_limits<float>::infinity();

/// p = exp(logit - max) / sum.
struct partition {
  /// Largest logit; minus infinity of none.
  float max = minus_infinity;
  /// Sum of exp(logit - max): between 1 and their number, or 0 where max is minus infinity.
  double sum = 0.0;

  /// Prepares for a piece whose largest logit is `other`; returns the maximum against which to sum it.
  float raise(float other) {
    if (other > max) {
      sum *= std::exp(static_cast<double>(max) - static_cast<double>(other));
      max = other;
    }
    return max;
  }
};

/// Registers of logits per block: few reductions, and a short sum.
inline constexpr size_t partition_block = 64;

}  // namespace lib
