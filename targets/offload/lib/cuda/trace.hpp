// Device time of one operation, from events around its commands.
#pragma once

#include <vector>

#include "runtime.hpp"

namespace device {

/// Off at first: recording events costs the host time.
class trace {
 public:
  void enable(bool on) { on_ = on; }
  bool on() const { return on_; }

  /// An operation begins.
  void restart() { used_ = 0; }
  /// Before a command, or behind it.
  void mark(cudaStream_t stream) {
    if (used_ == points_.size()) {
      cudaEvent_t made = nullptr;
      check(cudaEventCreate(&made), "cudaEventCreate");
      points_.emplace_back(made);
    }
    check(cudaEventRecord(points_[used_++].get(), stream), "cudaEventRecord");
  }

  /// Nanoseconds from the first mark to the latest; negative where that is not known.
  double ns() const {
    float longest = -1;
    for (std::size_t i = 1; i < used_; ++i) {
      float ms = 0;
      if (cudaEventSynchronize(points_[i].get()) != cudaSuccess) return -1;
      if (cudaEventElapsedTime(&ms, points_[0].get(), points_[i].get()) != cudaSuccess) return -1;
      longest = std::max(longest, ms);
    }
    return static_cast<double>(longest) * 1e6;
  }

 private:
  bool on_ = false;
  std::size_t used_ = 0;
  std::vector<handle<cudaEvent_t, cudaEventDestroy>> points_;
};

}  // namespace device
