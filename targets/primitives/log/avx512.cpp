// With AVX-512.
#include "pawl/log.h"

#include "../../sampling/lib/avx512/log.hpp"
#include "../../sampling/lib/avx512/map.hpp"

extern "C" void logs(const float *x, float *y, size_t n) { lib::avx512::map(x, y, n, lib::avx512::log); }
