// Device time of one operation, from the events of its commands.
#pragma once

#include <limits>

#include "runtime.hpp"

namespace device {

/// Off at first: asking a device for the times of commands slows them down.
class trace {
 public:
  void enable(bool on) { on_ = on; }
  bool on() const { return on_; }

  /// An operation begins.
  void restart() { commands_.clear(); }
  void add(cl_event command) { commands_.emplace_back(command); }

  /// Nanoseconds from the start of its first command to the end of its last; negative where that is not known.
  double ns() const {
    cl_ulong first = std::numeric_limits<cl_ulong>::max(), last = 0;
    for (const auto &command : commands_) {
      const cl_event event = command.get();
      cl_ulong start = 0, end = 0;
      if (clWaitForEvents(1, &event) != CL_SUCCESS) return -1;
      if (clGetEventProfilingInfo(event, CL_PROFILING_COMMAND_START, sizeof start, &start, nullptr) != CL_SUCCESS)
        return -1;
      if (clGetEventProfilingInfo(event, CL_PROFILING_COMMAND_END, sizeof end, &end, nullptr) != CL_SUCCESS)
        return -1;
      first = std::min(first, start);
      last = std::max(last, end);
    }
    return last < first ? -1 : static_cast<double>(last - first);
  }

 private:
  bool on_ = false;
  std::vector<handle<cl_event, clReleaseEvent>> commands_;
};

}  // namespace device
