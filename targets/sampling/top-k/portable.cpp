// Champion without intrinsics: see ../lib/top.hpp.
#include "../lib/top_k.hpp"
#include "pawl/1.3.h"

extern "C" void top_k(token_data_array *cur, int32_t k) { lib::top_k<lib::blocks>(cur, k); }
