// The device selects, a copy fetches k pairs: see selecting.hpp.
#include "../lib/cuda.hpp"
#include "launch_cuda.hpp"
#include "selecting.hpp"
#include "pawl/G.2.h"

using variant = selection::selecting<selection::in_device>;
#include "exports.hpp"
