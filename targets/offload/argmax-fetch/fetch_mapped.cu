#include "pawl/G.1-fetch.h"

#include "../lib/cuda.hpp"
#include "../argmax/finder.cuh"
#include "fetch_mapped.hpp"
#include "exports.hpp"
