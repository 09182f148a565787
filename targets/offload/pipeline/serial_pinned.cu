// As the baseline, with page-locked memory: see serial.hpp.
#include "../lib/cuda.hpp"
#include "step_cuda.hpp"
#include "serial.hpp"
#include "pawl/G.3.h"

using variant = decoder::serial<device::pinned<float>>;
#include "exports.hpp"
