// Without intrinsics.
#include "pawl/log.h"

#include "../../sampling/lib/log.hpp"
#include "../../sampling/lib/map.hpp"

extern "C" void logs(const float *x, float *y, size_t n) { lib::map(x, y, n, lib::log); }
