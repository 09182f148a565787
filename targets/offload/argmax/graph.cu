#include "pawl/G.1.h"

#include "../lib/cuda.hpp"
#include "graph.cuh"
#include "exports.hpp"
