#include "pawl/G.1.h"

#include "../lib/cuda.hpp"
#include "pinned.hpp"
#include "exports.hpp"
