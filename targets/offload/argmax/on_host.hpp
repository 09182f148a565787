// The argmax on the host: all logits cross the bus.
#pragma once

#include "../lib/copied.hpp"

namespace offload {

/// The first logit than which none is greater; −1 if n is 0. A NaN in first place is taken, elsewhere ignored.
inline std::int32_t scalar_argmax(const float *logits, std::size_t n) {
  if (n == 0) return -1;
  std::size_t best = 0;
  for (std::size_t i = 1; i < n; ++i) {
    if (logits[i] > logits[best]) best = i;
  }
  return static_cast<std::int32_t>(best);
}

template <class Host, std::int32_t (*argmax_of)(const float *, std::size_t)>
struct on_host : copied<Host> {
  using copied<Host>::copied;

  void run(std::int32_t *ids, std::size_t batch) {
    this->each(batch, [&](std::size_t r, const float *row) { ids[r] = argmax_of(row, this->n); });
  }
};

}  // namespace offload
