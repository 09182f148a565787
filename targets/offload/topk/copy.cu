#include "pawl/G.2.h"

#include "../lib/cuda.hpp"
#include "copy.hpp"
#include "exports.hpp"
