#include "pawl/G.3.h"

#include "../lib/cuda.hpp"
#include "launch.cuh"
#include "serial_pinned.hpp"
#include "exports.hpp"
