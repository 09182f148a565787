// Champion with AVX-512: see ../lib/top.hpp.
#include "../lib/avx512/block_max.hpp"
#include "../lib/top_k.hpp"
#include "pawl/1.3.h"

extern "C" void top_k(token_data_array *cur, int32_t k) { lib::top_k<lib::avx512::blocks>(cur, k); }
