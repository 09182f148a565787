#include "pawl/G.1-opencl.h"

#include "../lib/opencl.hpp"
#include "../argmax/launch.cl.hpp"
#include "../argmax/mapped.hpp"
#include "../argmax/exports.hpp"
