// Rows of logits in the device's memory: what states begin with. Behind one of cuda.hpp and opencl.hpp.
#pragma once

#include <cstdint>
#include <limits>

#include "state.hpp"

namespace offload {

struct rows : on_device {
  /// `count` rows of `length`. `cold`: out of the device's caches before each operation.
  rows(const float *values, std::size_t length, std::size_t count, bool cold)
      : n(length), most(count), logits(length * count), cache(cold) {
    if (n > std::numeric_limits<std::int32_t>::max()) throw failure("a row has more logits than ids have numbers");
    logits.write(queue, values, n * most);
  }

  /// What is not timed of the next operation.
  void prepare(std::size_t) { cache.chill(queue); }

  std::size_t n, most;
  device::buffer<float> logits;
  chiller cache;
};

}  // namespace offload
