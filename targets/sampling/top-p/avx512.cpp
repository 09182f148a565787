// Champion with AVX-512: see ../lib/top_p.hpp.
#include "../lib/top_p.hpp"
#include "../lib/avx512/simd.hpp"
#include "pawl/top_p.h"

extern "C" void top_p(token_data_array *cur, float p, size_t min_keep) {
  lib::top_p<lib::avx512::simd>(cur, p, min_keep);
}
