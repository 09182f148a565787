#include "pawl/G.3.h"

#include "../lib/cuda.hpp"
#include "launch.cuh"
#include "pipelined.hpp"
#include "exports.hpp"
