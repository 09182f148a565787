// All logits are copied to page-locked memory of the host, whose AVX-512 then finds the k first of each row: the best
// that can be done without a selection on the device.
#pragma once

#include "best.hpp"
#include "rows.hpp"

struct copied_best : rows_on_device {
  copied_best(const float *logits, std::size_t n, std::size_t rows, bool flush)
      : rows_on_device(logits, n, rows, flush), host(queue, n * rows) {}

  void top(std::size_t k, int32_t *ids, float *logits, std::size_t batch) {
    values.read(queue, host.data(), n * batch, true);
    queue.finish();
    for (std::size_t r = 0; r < batch; ++r) {
      selector.top(host.data() + r * n, n, k, ids + r * k, logits + r * k);
    }
  }

  device::pinned<float> host;
  best::selector selector;
};
