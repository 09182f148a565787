// Champion without intrinsics.
#include "pawl/7.1f.h"

#include "../lib/softmax_flat.hpp"

extern "C" void softmax_flat(const float *logits, float *p, size_t n) { lib::softmax_flat(logits, p, n); }
