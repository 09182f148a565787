// Finds the argmax of rows on a CUDA device: the twin of launch.cl.hpp.
#pragma once

#include "kernel.cuh"
#include "parts.hpp"

namespace offload {

class finder {
 public:
  finder(const device::queue &by, std::size_t n, std::size_t rows)
      : n_(static_cast<std::uint32_t>(n)), parts_(parts_of(n, rows, 4 * group, at_once())), ranks_(rows * parts_),
        arrived_(rows) {
    arrived_.fill(by, 0, rows);
    by.finish();
  }

  /// Into `ids`, memory of the device or mapped memory, those of the first `batch` rows.
  template <class Ids>
  void find(const device::queue &by, const device::buffer<float> &logits, std::size_t batch, const Ids &ids) const {
    if (batch == 0) return;
    by.traced([&](cudaStream_t stream) {
      largest<<<static_cast<unsigned>(batch * parts_), group, 0, stream>>>(logits.get(), n_, parts_, ranks_.get(),
                                                                           arrived_.get(), ids.get());
    });
  }

 private:
  /// Groups that run at the same time.
  static std::size_t at_once() {
    int of_one = 0;
    device::check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&of_one, largest, group, 0),
                  "cudaOccupancyMaxActiveBlocksPerMultiprocessor");
    return device::attribute(cudaDevAttrMultiProcessorCount) * static_cast<std::size_t>(of_one);
  }

  std::uint32_t n_, parts_;
  device::buffer<rank> ranks_;
  device::buffer<unsigned> arrived_;
};

}  // namespace offload
