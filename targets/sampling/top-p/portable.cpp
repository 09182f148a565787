// Champion without intrinsics: see ../lib/top_p.hpp.
#include "../lib/top_p.hpp"
#include "pawl/top_p.h"

extern "C" void top_p(token_data_array *cur, float p, size_t min_keep) {
  lib::top_p<lib::simd>(cur, p, min_keep);
}
