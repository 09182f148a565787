#include "pawl/G.1-fetch.h"

#include "../lib/cuda.hpp"
#include "../argmax/copy.hpp"
#include "../argmax/exports.hpp"
