// Champion with AVX-512: see ../lib/min_p.hpp.
#include "../lib/avx512/block_max.hpp"
#include "../lib/min_p.hpp"
#include "pawl/1.1.h"

extern "C" void min_p(token_data_array *cur, float p, size_t min_keep) {
  lib::min_p<lib::avx512::blocks>(cur, p, min_keep);
}
