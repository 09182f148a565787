#include "pawl/G.2-opencl.h"

#include "../lib/opencl.hpp"
#include "../topk/copy_best.hpp"
#include "../topk/exports.hpp"
