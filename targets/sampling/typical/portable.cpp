// Champion without intrinsics: see ../lib/typical.hpp.
#include "../lib/typical.hpp"
#include "pawl/1.2.h"

extern "C" void typical(token_data_array *cur, float p, size_t min_keep) {
  lib::typical<lib::simd>(cur, p, min_keep);
}
