// Builds wherever programs for OpenCL do: what is asked is only whether.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

extern "C" cl_int pawl_opencl(cl_uint *platforms) { return clGetPlatformIDs(0, nullptr, platforms); }
