// The device selects, and only k pairs of each row are copied. Behind launch_cuda.hpp or launch_opencl.hpp.
#pragma once

#include "rows.hpp"

namespace selection {

/// Results in the device's memory, copied by a command of their own.
class in_device {
 public:
  in_device(const device::queue &by, std::size_t count) : memory_(count), host_(by, count) {}
  auto get() const { return memory_.get(); }

  /// Waits for the queue, then copies the first values to `values`.
  void take(const device::queue &from, uint32_t *values, std::size_t count) const {
    memory_.read(from, host_.data(), count, true);
    from.finish();
    std::memcpy(values, host_.data(), count * sizeof *values);
  }

 private:
  device::buffer<uint32_t> memory_;
  device::pinned<uint32_t> host_;
};

/// Pairs: in_device, or device::mapped<uint32_t>, to which the kernel writes itself.
template <class Pairs>
struct selecting : rows_on_device {
  selecting(const float *logits, std::size_t n, std::size_t rows, bool flush)
      : rows_on_device(logits, n, rows, flush),
        selector(queue, n, rows),
        pairs(queue, 2 * most * rows),
        words(2 * most * rows) {
    queue.finish();
  }

  void top(std::size_t k, int32_t *ids, float *logits, std::size_t batch) {
    if (k > most) return on_host(*this, k, ids, logits, batch);
    if (batch == 0) return;
    const std::size_t count = batch * k;
    selector.launch(queue, values.get(), n, k, batch, pairs.get());
    pairs.take(queue, words.data(), 2 * count);
    std::memcpy(ids, words.data(), count * sizeof *ids);
    std::memcpy(logits, words.data() + count, count * sizeof *logits);
  }

  selection::selector selector;
  Pairs pairs;
  std::vector<uint32_t> words;
};

}  // namespace selection
