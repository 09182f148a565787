// While the logits of a step travel and the host chooses, the device computes the next: two queues, and as many
// buffers as steps are under way. Behind step_cuda.hpp or step_opencl.hpp.
#pragma once

#include <deque>

#include "../../sampling/lib/argmax.hpp"

namespace decoder {

template <std::size_t buffers>
struct pipelined : offload::on_device {
  pipelined(const uint32_t *seed, std::size_t n, uint32_t work)
      : n(n), x(queue, seed, n, work), transfers(trace) {
    for (std::size_t b = 0; b < buffers; ++b) under_way.emplace_back(queue, n);
  }

  /// n > 0.
  void decode(std::size_t steps, int32_t *ids) {
    constexpr std::size_t ahead = buffers - 1;
    for (std::size_t s = 0; s < std::min(ahead, steps); ++s) start(s);
    for (std::size_t s = 0; s < steps; ++s) {
      if (s + ahead < steps) start(s + ahead);
      const slot &own = under_way[s % buffers];
      device::queue::await(own.arrived);
      ids[s] = lib::argmax(own.host.data(), n);
    }
  }

  struct slot {
    slot(const device::queue &by, std::size_t n) : logits(numbers::room(n)), host(by, n) {}
    numbers::logits logits;
    device::pinned<float> host;
    device::event computed, arrived;
  };

  /// The host is through with the step whose buffers it takes, so that no queue has to wait for that.
  void start(std::size_t s) {
    slot &own = under_way[s % buffers];
    x.step(queue, static_cast<uint32_t>(s), own.logits);
    queue.record(own.computed);
    transfers.wait(own.computed);
    own.logits.read(transfers, own.host.data(), n, true);
    transfers.record(own.arrived);
  }

  std::size_t n;
  numbers x;
  device::queue transfers;
  std::deque<slot> under_way;
};

}  // namespace decoder
