// The device selects, a copy fetches k pairs: see ../topk/selecting.hpp.
#include "../lib/opencl.hpp"
#include "../topk/launch_opencl.hpp"
#include "../topk/selecting.hpp"
#include "pawl/G.2-opencl.h"

using variant = selection::selecting<selection::in_device>;
#include "../topk/exports.hpp"
