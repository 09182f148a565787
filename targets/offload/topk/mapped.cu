// The device selects, and writes k pairs to the host's memory itself: see selecting.hpp.
#include "../lib/cuda.hpp"
#include "launch_cuda.hpp"
#include "selecting.hpp"
#include "pawl/G.2.h"

using variant = selection::selecting<device::mapped<uint32_t>>;
#include "exports.hpp"
