// The best without a selection on the device: see ../topk/copy_best.hpp.
#include "../lib/opencl.hpp"
#include "../topk/copy_best.hpp"
#include "pawl/G.2-opencl.h"

using variant = copied_best;
#include "../topk/exports.hpp"
