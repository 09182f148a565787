// Baseline, with ordinary memory: see ../pipeline/serial.hpp.
#include "../lib/opencl.hpp"
#include "../pipeline/step_opencl.hpp"
#include "../pipeline/serial.hpp"
#include "pawl/G.3-opencl.h"

using variant = decoder::serial<decoder::pageable>;
#include "../pipeline/exports.hpp"
