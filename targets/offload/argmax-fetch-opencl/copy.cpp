#include "pawl/G.1-fetch-opencl.h"

#include "../lib/opencl.hpp"
#include "../argmax/copy.hpp"
#include "../argmax/exports.hpp"
