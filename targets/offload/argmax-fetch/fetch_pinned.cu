#include "pawl/G.1-fetch.h"

#include "../lib/cuda.hpp"
#include "../argmax/finder.cuh"
#include "fetch_pinned.hpp"
#include "exports.hpp"
