// Baseline: every exponential is divided by the sum.
#include "pawl/5.2.h"

#include "../lib/sequential_softmax.hpp"

extern "C" void softmax(token_data_array *cur) {
  lib::dividing_softmax(cur, [](float x) { return expf(x); });
}
