#include "pawl/G.1-opencl.h"

#include "../lib/opencl.hpp"
#include "../argmax/pinned.hpp"
#include "../argmax/exports.hpp"
