// Champion without intrinsics: the published multiplication, a whole register at a time, at the speed of memory.
//
// It is off by at most 1 ULP for the reason that multiply.cpp gives, and divides where that does. A register
// across two cache lines costs twice, and compilers do not align the loop themselves. The walk goes from the
// end, which whoever wrote the logits left nearest in the caches.
#include <cmath>

#include "../lib/vector.hpp"
#include "first_maximum.h"

extern "C" void temperature_flat(float *logits, size_t n, float t) {
  if (t <= 0.0f) return keep_first_maximum(logits, n);
  const float reciprocal = 1.0f / t;
  if (!std::isnormal(reciprocal)) {
    for (size_t i = 0; i < n; ++i) logits[i] /= t;
    return;
  }
  size_t i = n;
  for (; i > 0 && reinterpret_cast<uintptr_t>(logits + i) % lib::line_bytes != 0; --i) logits[i - 1] *= reciprocal;
  for (; i >= lib::lanes; i -= lib::lanes) {
    float *const at = logits + i - lib::lanes;
    lib::store(at, lib::load(at) * reciprocal);
  }
  for (; i > 0; --i) logits[i - 1] *= reciprocal;
}
