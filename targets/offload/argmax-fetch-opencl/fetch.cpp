#include "pawl/G.1-fetch-opencl.h"

#include "../lib/opencl.hpp"
#include "../argmax/finder.cl.hpp"
#include "../argmax-fetch/fetch.hpp"
#include "../argmax-fetch/exports.hpp"
