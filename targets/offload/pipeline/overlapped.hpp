// While the logits of a step travel and the host chooses, the device computes the next: two queues, and as many
// buffers as steps are under way. Behind one of launch.cuh and launch.cl.hpp.
#pragma once

#include <deque>

#include "../../sampling/lib/argmax.hpp"

namespace offload {

template <std::size_t buffers>
struct overlapped : on_device {
  overlapped(const std::uint32_t *seed, std::size_t count, std::uint32_t work)
      : n(count), x(queue, seed, n, work), transfers(trace) {
    for (std::size_t b = 0; b < buffers; ++b) under_way.emplace_back(queue, n);
  }
  /// Where a step failed, others may be on their way to memory that is about to go.
  ~overlapped() {
    queue.quiet();
    transfers.quiet();
  }

  void run(std::size_t steps, std::int32_t *ids) {
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
    device::buffer<float> logits;
    device::pinned<float> host;
    device::event computed, arrived;
  };

  /// The host is through with the step whose buffers it takes, so that no queue has to wait for that.
  void start(std::size_t s) {
    slot &own = under_way[s % buffers];
    x.step(queue, static_cast<std::uint32_t>(s), own.logits);
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

}  // namespace offload
