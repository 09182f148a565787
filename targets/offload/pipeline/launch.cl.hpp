// Numbers that go from step to step on an OpenCL device: the twin of launch.cuh.
#pragma once

#include "../lib/state.hpp"
#include "generator.hpp"
#include "kernel.cl.hpp"

namespace offload {

/// n numbers in the device's memory.
class numbers {
 public:
  numbers(const device::queue &by, const uint32_t *seed, std::size_t n, uint32_t work)
      : room_(room(n)), work_(work), seed_(room_), now_(room_) {
    seed_.fill(by, 0, room_);
    seed_.write(by, seed, n);
  }

  using logits = device::buffer<float>;
  /// Step `number` of a call, from 0, which begins with the numbers of the seed. n > 0.
  void step(const device::queue &by, uint32_t number, const logits &to) {
    static const device::program all{step_source};
    static const device::kernel one(all, "advance"), many(all, "wide_advance");
    const bool cpu = device::is_cpu();
    const cl_uint change = (number + 1) * stride;
    by.launch(cpu ? many : one, cpu ? room_ / wide : room_, cpu ? 1 : local,
              (number == 0 ? seed_ : now_).get(), now_.get(), to.get(), change, work_, factor, increment);
  }
  /// Values that buffers have room for, so that no work-item has to ask whether there is one for it.
  static std::size_t room(std::size_t n) { return (n + wide - 1) / wide * wide; }

 private:
  std::size_t room_;
  uint32_t work_;
  device::buffer<uint32_t> seed_, now_;
};

}  // namespace offload
