#include "pawl/G.3.h"

#include "../lib/cuda.hpp"
#include "launch.cuh"
#include "pipelined_3.hpp"
#include "exports.hpp"
