#include "pawl/G.1-fetch.h"

#include "../lib/cuda.hpp"
#include "../argmax/launch.cuh"
#include "fetch_mapped.hpp"
#include "../argmax/exports.hpp"
