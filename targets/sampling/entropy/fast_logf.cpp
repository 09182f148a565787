// The published change: a polynomial for every probability in place of the C library's logf.
#include "pawl/5.3.h"

#include "fast_logf.h"

extern "C" float entropy(const float *p, size_t n) {
  float sum = 0.0f;
  for (size_t i = 0; i < n; ++i) {
    if (p[i] > 0.0f) sum -= p[i] * fast_logf(p[i]);
  }
  return sum;
}
