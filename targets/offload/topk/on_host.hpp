// The k first on the host: all logits cross the bus.
#pragma once

#include "../lib/copied.hpp"

namespace offload {

/// Top: plain or best.
template <class Host, class Top>
struct on_host : copied<Host> {
  using copied<Host>::copied;

  void run(std::size_t k, std::int32_t *ids, float *logits, std::size_t batch) {
    this->each(batch, [&](std::size_t r, const float *row) { by.top(row, this->n, k, ids + r * k, logits + r * k); });
  }

  Top by;
};

}  // namespace offload
