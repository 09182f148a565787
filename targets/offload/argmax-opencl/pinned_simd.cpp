#include "pawl/G.1-opencl.h"

#include "../lib/opencl.hpp"
#include "../argmax/pinned_simd.hpp"
#include "../argmax/exports.hpp"
