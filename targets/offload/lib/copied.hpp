// Rows of logits that cross the bus before the host looks at them. Behind one of cuda.hpp and opencl.hpp.
#pragma once

#include <vector>

#include "pageable.hpp"
#include "rows.hpp"

namespace offload {

/// Host: pageable<float>, or device::pinned<float>, to which rows can be copied while the host looks at others.
template <class Host>
struct copied : rows {
  using rows::rows;

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

  Host host{queue, n * most};
  std::vector<device::event> arrived = std::vector<device::event>(is_pinned<Host> ? most : 0);
};

}  // namespace offload
