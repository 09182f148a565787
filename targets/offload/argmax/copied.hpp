// The argmax on the host: all logits cross the bus first.
#pragma once

#include <type_traits>
#include <vector>

#include "rows.hpp"

namespace offload {

/// Host memory as any program has it.
class pageable : public std::vector<float> {
 public:
  pageable(const device::queue &, std::size_t count) : std::vector<float>(count) {}
};

/// The first logit than which none is greater; −1 if n is 0. A NaN in first place is taken, elsewhere ignored.
inline std::int32_t scalar_argmax(const float *logits, std::size_t n) {
  if (n == 0) return -1;
  std::size_t best = 0;
  for (std::size_t i = 1; i < n; ++i) {
    if (logits[i] > logits[best]) best = i;
  }
  return static_cast<std::int32_t>(best);
}

template <class Host, std::int32_t (*argmax_of)(const float *, std::size_t)>
struct copied : rows {
  using rows::rows;

  void run(std::int32_t *ids, std::size_t batch) {
    constexpr bool pinned = !std::is_same_v<Host, pageable>;
    logits.read(queue, host.data(), batch * n, pinned);
    if (pinned) queue.finish();
    for (std::size_t row = 0; row < batch; ++row) ids[row] = argmax_of(host.data() + row * n, n);
  }

  Host host{queue, n * most};
};

}  // namespace offload
