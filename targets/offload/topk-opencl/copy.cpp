#include "pawl/G.2-opencl.h"

#include "../lib/opencl.hpp"
#include "../topk/copy.hpp"
#include "../topk/exports.hpp"
