// Memory of the device, and memory of the host that it reaches.
#pragma once

#include <cstring>

#include "queue.hpp"

namespace device {

/// `count` values in the device's memory.
template <class T>
class buffer {
 public:
  explicit buffer(std::size_t count) {
    void *made = nullptr;
    check(cudaMalloc(&made, std::max<std::size_t>(1, count) * sizeof(T)), "cudaMalloc");
    memory_.reset(static_cast<T *>(made));
  }
  T *get() const { return memory_.get(); }

  /// From the `first` on; returns when the values may be changed or freed.
  void write(const queue &to, const T *values, std::size_t count, std::size_t first = 0) {
    if (count == 0) return;
    check(cudaMemcpyAsync(get() + first, values, count * sizeof(T), cudaMemcpyHostToDevice, to.get()),
          "cudaMemcpyAsync");
    to.finish();
  }
  /// Values from the `first` on, to the host; returns at once where `values` is pinned, and when they are there at
  /// the latest where it is not.
  void read(const queue &from, T *values, std::size_t count, bool pinned, std::size_t first = 0) const {
    if (count == 0) return;
    from.traced([&](cudaStream_t stream) {
      check(cudaMemcpyAsync(values, get() + first, count * sizeof(T), cudaMemcpyDeviceToHost, stream),
            "cudaMemcpyAsync");
    });
    if (!pinned) from.finish();
  }
  /// The same byte everywhere, which is enough to drive other data out of a cache.
  void fill(const queue &by, T value, std::size_t count) {
    if (count == 0) return;
    unsigned char byte = 0;
    std::memcpy(&byte, &value, 1);
    check(cudaMemsetAsync(get(), byte, count * sizeof(T), by.get()), "cudaMemsetAsync");
  }

 private:
  handle<T *, cudaFree> memory_;
};

/// `count` values of page-locked host memory.
template <class T>
class pinned {
 public:
  pinned(const queue &, std::size_t count) {
    void *made = nullptr;
    check(cudaHostAlloc(&made, std::max<std::size_t>(1, count) * sizeof(T), cudaHostAllocMapped), "cudaHostAlloc");
    memory_.reset(static_cast<T *>(made));
  }
  T *data() const { return memory_.get(); }

 private:
  handle<T *, cudaFreeHost> memory_;
};

/// `count` values of host memory that kernels write to themselves.
template <class T>
class mapped {
 public:
  mapped(const queue &by, std::size_t count) : host_(by, count) {
    void *seen = nullptr;
    check(cudaHostGetDevicePointer(&seen, host_.data(), 0), "cudaHostGetDevicePointer");
    device_ = static_cast<T *>(seen);
  }
  T *get() const { return device_; }

  /// Waits for the queue; then the values can be read there until they are hidden.
  const T *show(const queue &from, std::size_t) const {
    from.finish();
    return host_.data();
  }
  /// Before kernels write again.
  void hide(const queue &) const {}

 private:
  pinned<T> host_;
  T *device_;
};

}  // namespace device
