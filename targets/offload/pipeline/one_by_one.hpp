// One step after the other: compute, copy, wait, choose. Behind one of launch.cuh and launch.cl.hpp.
#pragma once

#include "../../sampling/lib/argmax.hpp"
#include "../lib/pageable.hpp"

namespace offload {

/// Host: pageable<float>, or device::pinned<float>.
template <class Host>
struct one_by_one : on_device {
  one_by_one(const std::uint32_t *seed, std::size_t count, std::uint32_t work)
      : n(count), x(queue, seed, n, work), logits(numbers::room(n)), host(queue, n) {}

  void run(std::size_t steps, std::int32_t *ids) {
    for (std::size_t s = 0; s < steps; ++s) {
      x.step(queue, static_cast<std::uint32_t>(s), logits);
      logits.read(queue, host.data(), n, is_pinned<Host>);
      queue.finish();
      ids[s] = lib::argmax(host.data(), n);
    }
  }

  std::size_t n;
  numbers x;
  device::buffer<float> logits;
  Host host;
};

}  // namespace offload
