// Baseline: the C library's, float by float.
#include <cmath>

#include "pawl/log.h"

extern "C" void logs(const float *x, float *y, size_t n) {
  for (size_t i = 0; i < n; ++i) y[i] = logf(x[i]);
}
