// The published change: a polynomial for every candidate in place of the C library's expf.
#include "pawl/7.1.h"

#include "../lib/sequential_softmax.hpp"
#include "fast_expf.h"

extern "C" void softmax(token_data_array *cur) {
  lib::sequential_softmax(cur, [](float x) { return fast_expf(x); });
}
