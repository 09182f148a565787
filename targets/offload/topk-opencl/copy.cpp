// Baseline: see ../topk/copy.hpp.
#include "../lib/opencl.hpp"
#include "../topk/copy.hpp"
#include "pawl/G.2-opencl.h"

using variant = copied;
#include "../topk/exports.hpp"
