// Champion with AVX-512.
#include "pawl/7.1f.h"

#include "../lib/avx512/softmax_flat.hpp"

extern "C" void softmax_flat(const float *logits, float *p, size_t n) { lib::avx512::softmax_flat(logits, p, n); }
