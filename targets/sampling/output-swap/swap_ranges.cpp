// The published change: std::swap_ranges, whose ranges must not overlap.
#include <algorithm>

#include "pawl/8.1.h"

extern "C" void swap_rows(float *rows, size_t width, const int32_t *pairs, size_t n_pairs) {
  for (size_t s = 0; s < n_pairs; ++s) {
    const auto i0 = static_cast<size_t>(pairs[2 * s]), i1 = static_cast<size_t>(pairs[2 * s + 1]);
    if (i0 != i1) std::swap_ranges(rows + i0 * width, rows + i0 * width + width, rows + i1 * width);
  }
}
