// The OpenCL device that a library works on, its context, and checked calls.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "../failure.hpp"
#include "../handle.hpp"
#include "errors.hpp"

namespace device {

inline void check(cl_int code, const char *what) {
  if (code != CL_SUCCESS) throw offload::failure(std::string(what) + " failed: " + words(code));
}

/// What `make(&code)` returns, checked.
template <class F>
inline auto made(const char *what, F &&make) {
  cl_int code = CL_SUCCESS;
  const auto object = make(&code);
  check(code, what);
  return object;
}

/// Made once per library and never given back: drivers may be gone by the time statics are destroyed.
class runtime {
 public:
  static const runtime &get() {
    static const runtime *const one = new runtime;
    return *one;
  }

  cl_device_id device() const { return device_; }
  cl_context context() const { return context_; }

  template <class T>
  T info(cl_device_info what) const {
    T value{};
    check(clGetDeviceInfo(device_, what, sizeof value, &value, nullptr), "clGetDeviceInfo");
    return value;
  }
  const char *name() const { return name_.c_str(); }

 private:
  runtime() : device_(best()) {
    char text[256] = "";
    check(clGetDeviceInfo(device_, CL_DEVICE_NAME, sizeof text - 1, text, nullptr), "clGetDeviceInfo");
    name_ = text;
    context_ = made("clCreateContext", [&](cl_int *code) {
      return clCreateContext(nullptr, 1, &device_, nullptr, nullptr, code);
    });
  }

  /// The first GPU of all platforms, else the first accelerator, else the first device at all.
  static cl_device_id best() {
    cl_uint count = 0;
    check(clGetPlatformIDs(0, nullptr, &count), "clGetPlatformIDs");
    std::vector<cl_platform_id> platforms(count);
    check(clGetPlatformIDs(count, platforms.data(), nullptr), "clGetPlatformIDs");
    for (const cl_device_type type : {cl_device_type{CL_DEVICE_TYPE_GPU}, cl_device_type{CL_DEVICE_TYPE_ACCELERATOR},
                                      cl_device_type{CL_DEVICE_TYPE_ALL}}) {
      for (const cl_platform_id platform : platforms) {
        cl_device_id found = nullptr;
        if (clGetDeviceIDs(platform, type, 1, &found, nullptr) == CL_SUCCESS) return found;
      }
    }
    throw offload::failure("no OpenCL platform has a device");
  }

  cl_device_id device_;
  cl_context context_ = nullptr;
  std::string name_;
};

inline const char *name() { return runtime::get().name(); }

/// Whether the device is the host's own processor, on which one work-item is best given what lies side by side.
inline bool is_cpu() { return (runtime::get().info<cl_device_type>(CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0; }

/// Parts of the device that run groups of work-items, each by itself.
inline std::size_t compute_units() { return runtime::get().info<cl_uint>(CL_DEVICE_MAX_COMPUTE_UNITS); }

/// At least the bytes of the last cache before the device's memory. Of a GPU, drivers may tell what the first-level
/// caches hold, as NVIDIA's does: then as much as a large one has (126 MB of a B200, 50 MB of an H100).
inline std::size_t cache_bytes() {
  constexpr std::size_t large = std::size_t{128} << 20;
  const auto told = static_cast<std::size_t>(runtime::get().info<cl_ulong>(CL_DEVICE_GLOBAL_MEM_CACHE_SIZE));
  return is_cpu() ? told : std::max(told, large);
}

}  // namespace device
