// The definition: one swap after the other, each through a copy of the row.
#include <vector>

#include "pawl/8.1.h"

extern "C" void swap_rows(float *rows, size_t width, const int32_t *pairs, size_t n_pairs) {
  for (const int32_t *pair = pairs; pair < pairs + 2 * n_pairs; pair += 2) {
    float *const a = rows + static_cast<size_t>(pair[0]) * width;
    float *const b = rows + static_cast<size_t>(pair[1]) * width;
    const std::vector<float> kept(a, a + width);
    for (size_t k = 0; k < width; ++k) a[k] = b[k];
    for (size_t k = 0; k < width; ++k) b[k] = kept[k];
  }
}
