#include "pawl/G.2.h"

#include "../lib/cuda.hpp"
#include "copy_best.hpp"
#include "exports.hpp"
