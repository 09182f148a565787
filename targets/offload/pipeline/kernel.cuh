// One step of the work that stands in for a model.
#pragma once

#include <cstdint>

namespace offload {

inline constexpr unsigned threads = 256;

/// Numbers `from`, changed by the step and `work` rounds, go `to`; what they are worth to `logits`.
__global__ void __launch_bounds__(threads) step(const uint32_t *from, uint32_t *to, float *logits, unsigned n,
                                                uint32_t change, uint32_t work, uint32_t factor, uint32_t increment) {
  const unsigned i = blockIdx.x * threads + threadIdx.x;
  if (i >= n) return;
  uint32_t x = from[i] ^ change;
  for (uint32_t round = 0; round < work; ++round) x = x * factor + increment;
  to[i] = x;
  logits[i] = static_cast<float>(static_cast<int32_t>(x) >> 8) * 0x1p-16f;
}

}  // namespace offload
