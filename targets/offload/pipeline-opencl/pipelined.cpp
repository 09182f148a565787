// Two steps under way: see ../pipeline/pipelined.hpp.
#include "../lib/opencl.hpp"
#include "../pipeline/step_opencl.hpp"
#include "../pipeline/pipelined.hpp"
#include "pawl/G.3-opencl.h"

using variant = decoder::pipelined<2>;
#include "../pipeline/exports.hpp"
