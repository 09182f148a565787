// The device selects, and writes k pairs to the host's memory itself: see ../topk/selecting.hpp.
#include "../lib/opencl.hpp"
#include "../topk/launch_opencl.hpp"
#include "../topk/selecting.hpp"
#include "pawl/G.2-opencl.h"

using variant = selection::selecting<device::mapped<uint32_t>>;
#include "../topk/exports.hpp"
