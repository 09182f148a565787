// The argmax on the device: four bytes for each row cross the bus. Behind one of launch.cuh and launch.cl.hpp.
#pragma once

#include "../lib/fetched.hpp"
#include "../lib/rows.hpp"

namespace offload {

/// Ids: fetched<std::int32_t>, or device::mapped<std::int32_t>, to which the device writes itself.
template <class Ids>
struct found : rows {
  using rows::rows;

  void find(std::size_t batch) { by.find(queue, logits, batch, ids); }
  void run(std::int32_t *to, std::size_t batch) {
    find(batch);
    take(ids, queue, to, batch);
  }

  finder by{queue, n, most};
  Ids ids{queue, most};
};

}  // namespace offload
