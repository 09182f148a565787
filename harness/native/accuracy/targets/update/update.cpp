// A pass over 1.5 MB in place: bound by the second-level cache, and by where the buffer happens to lie.
#include "pawl/update.h"

void update(float *data, size_t n, float factor) {
  for (size_t i = 0; i < n; ++i) data[i] *= factor;
}
