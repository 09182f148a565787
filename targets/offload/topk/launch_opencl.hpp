// Hands a selection to an OpenCL device: one launch for the maxima of groups, and one that selects.
#pragma once

#include "kernel_opencl.hpp"

namespace selection {

/// What the kernels need beside the logits.
class selector {
 public:
  selector(const device::queue &, std::size_t n, std::size_t rows)
      : across_(device::is_cpu() ? 1 : static_cast<cl_uint>(local)),
        groups_(static_cast<cl_uint>(std::max<std::size_t>(1, (n + local * group - 1) / (local * group)) * local)),
        maxima_(rows * groups_),
        promising_(rows * most_promising) {}

  /// ids, then logits: batch x k of each, into `pairs`. 0 < k <= most, batch > 0.
  void launch(const device::queue &by, cl_mem values, std::size_t n, std::size_t k, std::size_t batch, cl_mem pairs) {
    static const device::kernel find(source, "maxima"), take(source, "take");
    const auto n_logits = static_cast<cl_uint>(n), n_kept = static_cast<cl_uint>(k);
    by.launch(find, batch * groups_, local, values, n_logits, groups_, across_, maxima_.get());
    by.launch(take, batch * takers, takers, values, n_logits, groups_, across_, n_kept, maxima_.get(),
              promising_.get(), pairs);
  }

 private:
  cl_uint across_, groups_;
  device::buffer<cl_ulong> maxima_, promising_;
};

}  // namespace selection
