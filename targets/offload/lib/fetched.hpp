// Results that stay in the device's memory until a command of their own copies them to page-locked memory: with the
// face of device::mapped. Behind one of cuda.hpp and opencl.hpp.
#pragma once

#include <algorithm>

namespace offload {

/// `count` values.
template <class T>
class fetched {
 public:
  fetched(const device::queue &by, std::size_t count) : memory(count), host_(by, count) {}
  auto get() const { return memory.get(); }

  /// Enqueues the copy of the first values.
  void order(const device::queue &from, std::size_t count) const { memory.read(from, host_.data(), count, true); }
  /// Waits for the queue; then what was ordered can be read there.
  const T *ordered(const device::queue &from) const {
    from.finish();
    return host_.data();
  }
  /// Both: then the first values can be read there.
  const T *show(const device::queue &from, std::size_t count) const {
    order(from, count);
    return ordered(from);
  }
  void hide(const device::queue &) const {}

  device::buffer<T> memory;

 private:
  device::pinned<T> host_;
};

/// Copies the first of `results`, fetched or device::mapped, to `values` as soon as they are there.
template <class Results, class T>
inline void take(Results &results, const device::queue &from, T *values, std::size_t count) {
  std::copy_n(results.show(from, count), count, values);
  results.hide(from);
}

}  // namespace offload
