// All logits are copied to ordinary memory of the host, which then sorts as much as it has to.
#pragma once

#include "plain.hpp"
#include "rows.hpp"

struct copied : rows_on_device {
  copied(const float *logits, std::size_t n, std::size_t rows, bool flush)
      : rows_on_device(logits, n, rows, flush), host(n * rows) {}

  void top(std::size_t k, int32_t *ids, float *logits, std::size_t batch) {
    values.read(queue, host.data(), n * batch, false);
    for (std::size_t r = 0; r < batch; ++r) {
      plain_top(host.data() + r * n, n, k, order, ids + r * k, logits + r * k);
    }
  }

  std::vector<float> host;
  std::vector<int32_t> order;
};
