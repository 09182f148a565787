// The published change: the power of two of the C library.
#include <cmath>

#include "pawl/7.2a.h"

extern "C" void exp2_steps(const float *x, float *y, size_t n) {
  for (size_t i = 0; i < n; ++i) y[i] = exp2f(x[i]);
}
