#include "pawl/G.1.h"

#include "../lib/cuda.hpp"
#include "finder.cuh"
#include "mapped.hpp"
#include "exports.hpp"
