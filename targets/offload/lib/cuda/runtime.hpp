// Checked calls of the CUDA runtime, and the device that a library works on: the runtime's current one.
#pragma once

#include <cuda_runtime.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "../failure.hpp"
#include "../handle.hpp"

namespace device {

inline void check(cudaError_t code, const char *what) {
  if (code != cudaSuccess) throw offload::failure(std::string(what) + " failed: " + cudaGetErrorString(code));
}

inline int current() {
  int device = 0;
  check(cudaGetDevice(&device), "cudaGetDevice");
  return device;
}

inline const char *name() {
  static const std::string text = [] {
    cudaDeviceProp properties;
    check(cudaGetDeviceProperties(&properties, current()), "cudaGetDeviceProperties");
    return std::string(properties.name);
  }();
  return text.c_str();
}

inline std::size_t attribute(cudaDeviceAttr what) {
  int value = 0;
  check(cudaDeviceGetAttribute(&value, what, current()), "cudaDeviceGetAttribute");
  return static_cast<std::size_t>(value);
}

/// Bytes of the last cache before the device's memory.
inline std::size_t cache_bytes() { return attribute(cudaDevAttrL2CacheSize); }

}  // namespace device
