// A function of vectors over an array of floats. avx512/map.hpp is the twin with AVX-512.
#pragma once

#include "vector.hpp"

namespace lib {

/// y[i] = f(x[i]) for i < n; both of any alignment, and disjoint or the same. Lanes without a float are given 0.
template <class Function>
inline void map(const float *x, float *y, size_t n, Function f) {
  size_t i = 0;
  for (; i + lanes <= n; i += lanes) store(y + i, f(load(x + i)));
  if (i == n) return;
  floats rest{};
  std::memcpy(&rest, x + i, (n - i) * sizeof(float));
  rest = f(rest);
  std::memcpy(y + i, &rest, (n - i) * sizeof(float));
}

}  // namespace lib
