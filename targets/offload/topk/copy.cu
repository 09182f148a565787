// Baseline: see copy.hpp.
#include "../lib/cuda.hpp"
#include "copy.hpp"
#include "pawl/G.2.h"

using variant = copied;
#include "exports.hpp"
