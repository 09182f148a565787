// Memory of the device, and memory of the host that it reaches.
#pragma once

#include <utility>

#include "queue.hpp"

namespace device {

/// `count` values in the device's memory.
template <class T>
class buffer {
 public:
  explicit buffer(std::size_t count) : memory_(allocated(count, CL_MEM_READ_WRITE)) {}
  cl_mem get() const { return memory_.get(); }

  /// From the `first` on; returns when the values may be changed or freed.
  void write(const queue &to, const T *values, std::size_t count, std::size_t first = 0) {
    if (count == 0) return;
    check(clEnqueueWriteBuffer(to.get(), get(), CL_TRUE, first * sizeof(T), count * sizeof(T), values, 0, nullptr,
                               nullptr),
          "clEnqueueWriteBuffer");
  }
  /// Values from the `first` on, to the host; returns at once where `values` is pinned, and when they are there at
  /// the latest where it is not.
  void read(const queue &from, T *values, std::size_t count, bool pinned, std::size_t first = 0) const {
    if (count == 0) return;
    from.traced([&](cl_command_queue commands, cl_event *event) {
      check(clEnqueueReadBuffer(commands, get(), pinned ? CL_FALSE : CL_TRUE, first * sizeof(T), count * sizeof(T),
                                values, 0, nullptr, event),
            "clEnqueueReadBuffer");
    });
  }
  void fill(const queue &by, T value, std::size_t count) {
    if (count == 0) return;
    check(clEnqueueFillBuffer(by.get(), get(), &value, sizeof value, 0, count * sizeof(T), 0, nullptr, nullptr),
          "clEnqueueFillBuffer");
  }

 private:
  template <class>
  friend class pinned;
  template <class>
  friend class mapped;

  static handle<cl_mem, clReleaseMemObject> allocated(std::size_t count, cl_mem_flags flags) {
    return handle<cl_mem, clReleaseMemObject>(made("clCreateBuffer", [&](cl_int *code) {
      const std::size_t bytes = std::max<std::size_t>(1, count) * sizeof(T);
      return clCreateBuffer(runtime::get().context(), flags, bytes, nullptr, code);
    }));
  }

  handle<cl_mem, clReleaseMemObject> memory_;
};

/// `count` values of page-locked host memory, where the driver has such: what it copies to and from without a detour.
template <class T>
class pinned {
 public:
  pinned(const queue &by, std::size_t count)
      : memory_(buffer<T>::allocated(count, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR)), by_(by.get()) {
    data_ = static_cast<T *>(made("clEnqueueMapBuffer", [&](cl_int *code) {
      return clEnqueueMapBuffer(by_, memory_.get(), CL_TRUE, CL_MAP_READ | CL_MAP_WRITE, 0,
                                std::max<std::size_t>(1, count) * sizeof(T), 0, nullptr, nullptr, code);
    }));
  }
  ~pinned() {
    clEnqueueUnmapMemObject(by_, memory_.get(), data_, 0, nullptr, nullptr);
    clFinish(by_);
  }
  pinned(const pinned &) = delete;
  pinned &operator=(const pinned &) = delete;

  T *data() const { return data_; }

 private:
  handle<cl_mem, clReleaseMemObject> memory_;
  cl_command_queue by_;
  T *data_;
};

/// `count` values of host memory that kernels write to themselves.
template <class T>
class mapped {
 public:
  mapped(const queue &, std::size_t count)
      : memory_(buffer<T>::allocated(count, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR)) {}
  cl_mem get() const { return memory_.get(); }

  /// Waits for the queue; then the first values can be read there until they are hidden.
  const T *show(const queue &from, std::size_t count) {
    from.traced([&](cl_command_queue commands, cl_event *event) {
      shown_ = made("clEnqueueMapBuffer", [&](cl_int *code) {
        return clEnqueueMapBuffer(commands, get(), CL_TRUE, CL_MAP_READ, 0,
                                  std::max<std::size_t>(1, count) * sizeof(T), 0, nullptr, event, code);
      });
    });
    return static_cast<const T *>(shown_);
  }
  /// Before kernels write again.
  void hide(const queue &by) {
    if (!shown_) return;
    check(clEnqueueUnmapMemObject(by.get(), get(), std::exchange(shown_, nullptr), 0, nullptr, nullptr),
          "clEnqueueUnmapMemObject");
  }

 private:
  handle<cl_mem, clReleaseMemObject> memory_;
  void *shown_ = nullptr;
};

}  // namespace device
