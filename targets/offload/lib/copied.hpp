// Rows of logits that cross the bus before the host looks at them. Behind one of cuda.hpp and opencl.hpp.
#pragma once

#include <vector>

#include "pageable.hpp"
#include "rows.hpp"

namespace offload {

/// Host: pageable<float>, or device::pinned<float>, to which rows can be copied while the host looks at others.
template <class Host>
struct copied : rows {
  copied(const float *values, std::size_t length, std::size_t count, bool cold)
      : rows(values, length, count, cold), host(queue, n * most), arrived(is_pinned<Host> ? most : 0) {}

  /// look(r, logits of row r) for each of the first rows.
  template <class F>
  void each(std::size_t batch, F &&look) {
    if constexpr (is_pinned<Host>) {
      for (std::size_t r = 0; r < batch; ++r) {
        logits.read(queue, host.data() + r * n, n, true, r * n);
        queue.record(arrived[r]);
      }
    } else {
      logits.read(queue, host.data(), batch * n, false);
    }
    for (std::size_t r = 0; r < batch; ++r) {
      if constexpr (is_pinned<Host>) queue.await(arrived[r]);
      look(r, host.data() + r * n);
    }
  }

  Host host;
  std::vector<device::event> arrived;
};

}  // namespace offload
