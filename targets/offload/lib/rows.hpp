// Rows of logits in the device's memory: what states begin with. Behind one of cuda.hpp and opencl.hpp.
#pragma once

#include <cstdint>
#include <limits>

#include "state.hpp"

namespace offload {

struct rows : on_device {
  /// `count` rows of `length`: row r begins at place starts[r] mod (length + 1) of the pool, which has 2 x length.
  /// `cold`: out of the device's caches before each operation.
  rows(const float *pool, const std::uint32_t *starts, std::size_t length, std::size_t count, bool cold)
      : n(length), most(count), logits(length * count), cache(cold) {
    if (n > std::numeric_limits<std::int32_t>::max()) throw failure("a row has more logits than ids have numbers");
    for (std::size_t r = 0; r < most; ++r) logits.write(queue, pool + starts[r] % (n + 1), n, r * n);
  }

  /// What is not timed of the next operation.
  void prepare(std::size_t) { cache.chill(queue); }

  std::size_t n, most;
  device::buffer<float> logits;
  chiller cache;
};

}  // namespace offload
