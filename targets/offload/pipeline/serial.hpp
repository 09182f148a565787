// One step after the other: compute, copy, wait, choose. Behind step_cuda.hpp or step_opencl.hpp.
#pragma once

#include <type_traits>
#include <vector>

#include "../../sampling/lib/argmax.hpp"

namespace decoder {

/// Ordinary memory of the host.
class pageable {
 public:
  pageable(const device::queue &, std::size_t count) : values_(count) {}
  float *data() { return values_.data(); }

 private:
  std::vector<float> values_;
};

/// Host: pageable, or device::pinned<float>.
template <class Host>
struct serial : offload::on_device {
  serial(const uint32_t *seed, std::size_t n, uint32_t work)
      : n(n), x(queue, seed, n, work), logits(numbers::room(n)), host(queue, n) {}

  /// n > 0.
  void decode(std::size_t steps, int32_t *ids) {
    constexpr bool pinned = std::is_same_v<Host, device::pinned<float>>;
    for (std::size_t s = 0; s < steps; ++s) {
      x.step(queue, static_cast<uint32_t>(s), logits);
      logits.read(queue, host.data(), n, pinned);
      queue.finish();
      ids[s] = lib::argmax(host.data(), n);
    }
  }

  std::size_t n;
  numbers x;
  numbers::logits logits;
  Host host;
};

}  // namespace decoder
