// What all variants but the oracle share: which part of the context counts, whether the sampler is active, and
// what a repeated sequence costs.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "pawl/4.1.h"

/// The last `last_n` tokens of the context: all of them if it is -1, none if it is less.
inline std::span<const int32_t> window_of(const int32_t *context, size_t n_context, int32_t last_n) {
  const size_t n = last_n == -1 ? n_context : std::min(n_context, static_cast<size_t>(std::max(last_n, 0)));
  return {context + (n_context - n), n};
}

/// Ids outside the vocabulary are legal in a context and in an array of candidates, but they are never
/// penalised.
inline bool in_vocabulary(int32_t id, size_t n_vocab) { return id >= 0 && static_cast<size_t>(id) < n_vocab; }

struct rule {
  float multiplier;
  float base;
  int32_t allowed;

  bool active(std::span<const int32_t> window) const {
    return multiplier != 0.0f && base >= 1.0f && static_cast<int64_t>(window.size()) > std::max(allowed, 0);
  }

  /// Exponents beyond this one would overflow a float; 0 means that there is no bound. The logarithm of the
  /// largest float is llama.cpp's; in float arithmetic it allows base 2 an exponent of 128.
  int32_t max_exponent() const {
    constexpr float float_max_log = 88.7228391f;
    return base > 1.000001f ? static_cast<int32_t>(float_max_log / std::log(base)) : 0;
  }

  /// For a token that would continue a match of `length` tokens.
  float penalty(int32_t length, int32_t max_exponent) const {
    int64_t exponent = int64_t{length} - allowed;
    if (max_exponent > 0) exponent = std::min<int64_t>(exponent, max_exponent);
    return static_cast<float>(multiplier * std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
};
