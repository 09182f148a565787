// Drawing one of the candidates by a uniform number that the caller supplies.
#pragma once

#include <cstddef>

namespace lib {

/// Index of the first of n candidates whose probability and those before it exceed u; where rounding lets none, the
/// last that has any probability; 0 if none has. The sum is of doubles.
template <class Token>
inline size_t drawn(const Token *data, size_t n, float u) {
  size_t last = 0;
  double sum = 0.0;
  for (size_t i = 0; i < n; ++i) {
    if (!(data[i].p > 0.0f)) continue;
    last = i;
    sum += static_cast<double>(data[i].p);
    if (sum > static_cast<double>(u)) break;
  }
  return last;
}

}  // namespace lib
