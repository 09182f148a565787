// What a token that continues a match loses, without a logarithm or a power from the library in most cases.
#pragma once

#include "rule.h"

class penalty {
 public:
  /// No match is longer than `limit`.
  penalty(const rule &cost, int32_t limit)
      : multiplier_(cost.multiplier), base_(cost.base), allowed_(cost.allowed), limit_(limit), most_(INT32_MAX) {
    // The base is less than 2^bits, so that a smaller product keeps the power below 2^127: no logarithm is
    // needed.
    const int64_t bits = int64_t{std::ilogb(cost.base)} + 1;
    if (bits * (int64_t{limit} - cost.allowed) <= 127) return;
    if (const int32_t most = cost.max_exponent(); most > 0) most_ = most;
  }

  /// The token would continue a match of `length` tokens.
  void apply(token_data &candidate, int32_t length) const {
    const int64_t exponent = std::min<int64_t>(int64_t{std::min(length, limit_)} - allowed_, most_);
    candidate.logit -= static_cast<float>(multiplier_ * power(static_cast<uint64_t>(exponent)));
  }

 private:
  /// base^exponent, off by at most 2 * exponent roundings of a double: 2^-32 of itself at 2^20.
  double power(uint64_t exponent) const {
    double result = 1.0;
    for (double square = base_; exponent != 0; exponent >>= 1, square *= square) {
      if (exponent % 2 != 0) result *= square;
    }
    return result;
  }

  float multiplier_;
  double base_;
  int32_t allowed_;
  int32_t limit_;
  int32_t most_;
};
