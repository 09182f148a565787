#include "pawl/G.2.h"

#include "../lib/cuda.hpp"
#include "launch.cuh"
#include "mapped.hpp"
#include "exports.hpp"
