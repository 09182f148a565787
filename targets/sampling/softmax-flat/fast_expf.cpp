// The published change of 7.1: a polynomial for every logit in place of the C library's expf.
#include "pawl/7.1f.h"

#include "../softmax-expf/fast_expf.h"
#include "sequential.h"

extern "C" void softmax_flat(const float *logits, float *p, size_t n) {
  sequential_softmax(logits, p, n, [](float x) { return fast_expf(x); });
}
