// Rows of logits in the device's memory: what the states of all variants begin with. Behind cuda.hpp or opencl.hpp.
#pragma once

#include "../lib/state.hpp"

struct rows_on_device : offload::on_device {
  /// `values`: rows x n, n at most 2^31 - 1, so that ids can tell all.
  rows_on_device(const float *values, std::size_t n, std::size_t rows, bool flush)
      : n(n), rows(rows), values(n * rows), cold(flush) {
    this->values.write(queue, values, n * rows);
  }

  std::size_t n, rows;
  device::buffer<float> values;
  offload::chiller cold;
};
