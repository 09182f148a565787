#include "pawl/G.2-opencl.h"

#include "../lib/opencl.hpp"
#include "../topk/launch.cl.hpp"
#include "../topk/device.hpp"
#include "../topk/exports.hpp"
