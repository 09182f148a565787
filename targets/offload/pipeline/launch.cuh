// Numbers that go from step to step on a CUDA device: the twin of launch.cl.hpp.
#pragma once

#include "../lib/state.hpp"
#include "generator.hpp"
#include "kernel.cuh"

namespace offload {

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
      offload::step<<<(n_ + threads - 1) / threads, threads, 0, stream>>>(
          from, now_.get(), to.get(), n_, (number + 1) * stride, work_, factor, increment);
    });
  }
  static std::size_t room(std::size_t n) { return n; }

 private:
  unsigned n_;
  uint32_t work_;
  device::buffer<uint32_t> seed_, now_;
};

}  // namespace offload
