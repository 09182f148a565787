// With AVX-512.
#include "pawl/exp.h"

#include "../../sampling/lib/avx512/exp.hpp"
#include "../../sampling/lib/avx512/map.hpp"

extern "C" void exps(const float *x, float *y, size_t n) { lib::avx512::map(x, y, n, lib::avx512::exp_fast); }
