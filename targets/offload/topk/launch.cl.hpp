// Selects of rows on an OpenCL device, in one launch for the maxima of groups and one that selects: the twin of
// launch.cuh.
#pragma once

#include "../lib/rank.cl.hpp"
#include "kernel.cl.hpp"

namespace offload {

class selector {
 public:
  selector(const device::queue &, std::size_t n, std::size_t rows)
      : n_(static_cast<cl_uint>(n)),
        across_(device::is_cpu() ? 1 : static_cast<cl_uint>(local)),
        groups_(static_cast<cl_uint>(std::max<std::size_t>(1, (n + local * group - 1) / (local * group)) * local)),
        maxima_(rows * groups_),
        promising_(rows * most_promising) {}

  /// Into `pairs`, memory of the device or mapped memory, those of the first `batch` rows: ids, then logits, batch x
  /// k of each. 0 < k <= most_selected.
  template <class Pairs>
  void select(const device::queue &by, const device::buffer<float> &logits, std::size_t k, std::size_t batch,
              const Pairs &pairs) const {
    static const device::program all{ranks, topk_source};
    static const device::kernel maxima(all, "maxima"), take(all, "take");
    if (batch == 0) return;
    const auto kept = static_cast<cl_uint>(k);
    by.launch(maxima, batch * groups_, local, logits.get(), n_, groups_, across_, maxima_.get());
    by.launch(take, batch * takers, takers, logits.get(), n_, groups_, across_, kept, maxima_.get(),
              promising_.get(), pairs.get());
  }

 private:
  cl_uint n_, across_, groups_;
  device::buffer<cl_ulong> maxima_, promising_;
};

}  // namespace offload
