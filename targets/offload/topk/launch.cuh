// Selects of rows on a CUDA device: the twin of launch.cl.hpp.
#pragma once

#include "kernel.cuh"

namespace offload {

class selector {
 public:
  selector(const device::queue &by, std::size_t n, std::size_t rows)
      : n_(static_cast<unsigned>(n)),
        tiles_(static_cast<unsigned>(std::max<std::size_t>(1, (n + tile - 1) / tile))),
        maxima_(rows * tiles_ * groups_of_tile),
        done_(rows) {
    done_.fill(by, 0, rows);
    by.finish();
  }

  /// Into `pairs`, memory of the device or mapped memory, those of the first `batch` rows: ids, then logits, batch x
  /// k of each. 0 < k <= most_selected.
  template <class Pairs>
  void select(const device::queue &by, const device::buffer<float> &logits, std::size_t k, std::size_t batch,
              const Pairs &pairs) const {
    if (batch == 0) return;
    const auto blocks = static_cast<unsigned>(tiles_ * batch);
    std::uint32_t *const to = pairs.get();
    by.traced([&](cudaStream_t stream) {
      top_k<<<blocks, threads, 0, stream>>>(logits.get(), n_, tiles_, static_cast<unsigned>(k), maxima_.get(),
                                            done_.get(), reinterpret_cast<int *>(to),
                                            reinterpret_cast<float *>(to + batch * k));
    });
  }

 private:
  unsigned n_, tiles_;
  device::buffer<rank> maxima_;
  device::buffer<unsigned> done_;
};

}  // namespace offload
