#include "pawl/G.3-opencl.h"

#include "../lib/opencl.hpp"
#include "../pipeline/launch.cl.hpp"
#include "../pipeline/serial.hpp"
#include "../pipeline/exports.hpp"
