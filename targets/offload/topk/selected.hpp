// The device selects, and only k pairs of each row cross the bus. Behind one of launch.cuh and launch.cl.hpp.
#pragma once

#include <bit>

#include "../lib/fetched.hpp"
#include "../lib/rows.hpp"
#include "plain.hpp"
#include "sizes.hpp"

namespace offload {

/// Pairs: fetched<std::uint32_t>, or device::mapped<std::uint32_t>, to which the device writes itself.
template <class Pairs>
struct selected : rows {
  using rows::rows;

  void run(std::size_t k, std::int32_t *ids, float *to, std::size_t batch) {
    if (k > most_selected) return select_on_host(k, ids, to, batch);
    const std::size_t count = batch * k;
    by.select(queue, logits, k, batch, pairs);
    const std::uint32_t *const words = pairs.show(queue, 2 * count);
    for (std::size_t i = 0; i < count; ++i) {
      ids[i] = static_cast<std::int32_t>(words[i]);
      to[i] = std::bit_cast<float>(words[count + i]);
    }
    pairs.hide(queue);
  }

  /// Where k is too large for the device.
  void select_on_host(std::size_t k, std::int32_t *ids, float *to, std::size_t batch) {
    std::vector<float> host(n * batch);
    logits.read(queue, host.data(), host.size(), false);
    plain order;
    for (std::size_t r = 0; r < batch; ++r) order.top(host.data() + r * n, n, k, ids + r * k, to + r * k);
  }

  selector by{queue, n, most};
  Pairs pairs{queue, 2 * most_selected * most};
};

}  // namespace offload
