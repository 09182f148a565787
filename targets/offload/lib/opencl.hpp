// OpenCL as the rows need it. Defines the same names in `device`, with the same meanings, as cuda.hpp, so that host
// code is written once and works on whichever was included before.
#pragma once

#include "opencl/memory.hpp"
