#include "pawl/G.1-fetch-opencl.h"

#include "../lib/opencl.hpp"
#include "../argmax/launch.cl.hpp"
#include "../argmax-fetch/fetch_mapped.hpp"
#include "../argmax/exports.hpp"
