#include "pawl/G.1.h"

#include "../lib/cuda.hpp"
#include "copy.hpp"
#include "exports.hpp"
