// The argmax on the device: four bytes for each row cross the bus. Behind one of finder.cuh and finder.cl.hpp.
#pragma once

#include "rows.hpp"

namespace offload {

/// Ids stay in the device's memory until they are copied.
struct found : rows {
  using rows::rows;

  void find(std::size_t batch) { by.find(queue, logits, batch, ids); }
  /// By way of page-locked memory.
  void fetch(std::int32_t *to, std::size_t batch) {
    ids.read(queue, host.data(), batch, true);
    queue.finish();
    std::memcpy(to, host.data(), batch * sizeof *to);
  }

  finder by{queue, n, most};
  device::buffer<std::int32_t> ids{most};
  device::pinned<std::int32_t> host{queue, most};
};

/// The device puts ids into memory of the host.
struct found_in_host : rows {
  using rows::rows;

  void find(std::size_t batch) { by.find(queue, logits, batch, ids); }

  finder by{queue, n, most};
  device::mapped<std::int32_t> ids{queue, most};
};

}  // namespace offload
