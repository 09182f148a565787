// Hands a selection to a CUDA device.
#pragma once

#include "kernel.cuh"

namespace selection {

/// What the kernel needs beside the logits.
class selector {
 public:
  selector(const device::queue &by, std::size_t n, std::size_t rows)
      : tiles_(static_cast<unsigned>(std::max<std::size_t>(1, (n + tile - 1) / tile))),
        maxima_(rows * tiles_ * groups_of_tile),
        done_(rows) {
    done_.fill(by, 0, rows);
  }

  /// ids, then logits: batch x k of each, into `pairs`. 0 < k <= most, batch > 0.
  void launch(const device::queue &by, const float *values, std::size_t n, std::size_t k, std::size_t batch,
              uint32_t *pairs) {
    const auto blocks = static_cast<unsigned>(tiles_ * batch);
    by.traced([&](cudaStream_t stream) {
      top_k<<<blocks, threads, 0, stream>>>(values, static_cast<unsigned>(n), tiles_, static_cast<unsigned>(k),
                                            maxima_.get(), done_.get(), reinterpret_cast<int *>(pairs),
                                            reinterpret_cast<float *>(pairs + batch * k));
    });
  }

 private:
  unsigned tiles_;
  device::buffer<rank> maxima_;
  device::buffer<unsigned> done_;
};

}  // namespace selection
