// Three steps under way: see pipelined.hpp.
#include "../lib/cuda.hpp"
#include "step_cuda.hpp"
#include "pipelined.hpp"
#include "pawl/G.3.h"

using variant = decoder::pipelined<3>;
#include "exports.hpp"
