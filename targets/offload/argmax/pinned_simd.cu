#include "pawl/G.1.h"

#include "../lib/cuda.hpp"
#include "pinned_simd.hpp"
#include "exports.hpp"
