// Owners of what a runtime hands out.
#pragma once

#include <memory>
#include <type_traits>

namespace device {

template <auto release>
struct releaser {
  template <class T>
  void operator()(T *object) const {
    release(object);
  }
};

/// Owner of one reference to an object such as a `cl_mem` or a `cudaStream_t`, or of memory.
template <class T, auto release>
using handle = std::unique_ptr<std::remove_pointer_t<T>, releaser<release>>;

}  // namespace device
