// The best without a selection on the device: see copy_best.hpp.
#include "../lib/cuda.hpp"
#include "copy_best.hpp"
#include "pawl/G.2.h"

using variant = copied_best;
#include "exports.hpp"
