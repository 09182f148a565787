#include "pawl/G.1.h"

#include "../lib/cuda.hpp"
#include "launch.cuh"
#include "mapped.hpp"
#include "exports.hpp"
