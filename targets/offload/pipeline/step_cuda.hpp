// One step of a decoder in CUDA.
#pragma once

#include "../lib/state.hpp"
#include "generator.hpp"

namespace decoder {

constexpr unsigned threads = 256;

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

/// n numbers in the device's memory.
class numbers {
 public:
  numbers(const device::queue &by, const uint32_t *seed, std::size_t n, uint32_t work)
      : n_(static_cast<unsigned>(n)), work_(work), seed_(n), now_(n) {
    seed_.write(by, seed, n);
  }

  using logits = device::buffer<float>;
  /// Step `number` of a call, from 0, which begins with the numbers of the seed. n > 0.
  void step(const device::queue &by, uint32_t number, const logits &to) {
    const uint32_t *from = number == 0 ? seed_.get() : now_.get();
    by.traced([&](cudaStream_t stream) {
      decoder::step<<<(n_ + threads - 1) / threads, threads, 0, stream>>>(
          from, now_.get(), to.get(), n_, (number + 1) * generator::stride, work_, generator::factor,
          generator::increment);
    });
  }
  static std::size_t room(std::size_t n) { return n; }

 private:
  unsigned n_;
  uint32_t work_;
  device::buffer<uint32_t> seed_, now_;
};

}  // namespace decoder
