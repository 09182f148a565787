// Baseline: element by element, as output_reorder of llama.cpp.
#include <utility>

#include "pawl/8.1.h"

extern "C" void swap_rows(float *rows, size_t width, const int32_t *pairs, size_t n_pairs) {
  for (size_t s = 0; s < n_pairs; ++s) {
    const auto i0 = static_cast<size_t>(pairs[2 * s]), i1 = static_cast<size_t>(pairs[2 * s + 1]);
    for (size_t k = 0; k < width; ++k) std::swap(rows[i0 * width + k], rows[i1 * width + k]);
  }
}
