#include "pawl/G.1-fetch.h"

#include "../lib/cuda.hpp"
#include "../argmax/launch.cuh"
#include "fetch_pinned.hpp"
#include "../argmax/exports.hpp"
