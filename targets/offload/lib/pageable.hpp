// Host memory as any program has it, with the face of device::pinned. Behind one of cuda.hpp and opencl.hpp.
#pragma once

#include <type_traits>
#include <vector>

namespace offload {

template <class T>
class pageable {
 public:
  pageable(const device::queue &, std::size_t count) : values_(count) {}
  T *data() { return values_.data(); }

 private:
  std::vector<T> values_;
};

template <class Host>
inline constexpr bool is_pinned = !std::is_same_v<Host, pageable<float>>;

}  // namespace offload
