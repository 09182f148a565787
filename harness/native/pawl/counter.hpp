// The CPU's own counter of instructions, where the system lends it: perf_event_open(2).
#pragma once

#include <cerrno>
#include <cstdint>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace pawl {

/// Instructions that the calling thread retires in user code.
class instruction_counter {
 public:
  instruction_counter() {
    perf_event_attr about{};
    about.size = sizeof about;
    about.type = PERF_TYPE_HARDWARE;
    about.config = PERF_COUNT_HW_INSTRUCTIONS;
    about.disabled = 1;
    about.pinned = 1;  // on the counter whenever the thread runs, or the reading fails: never an estimate
    about.exclude_kernel = 1;
    about.exclude_hv = 1;
    about.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
    const long fd = syscall(SYS_perf_event_open, &about, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    refused_ = fd < 0 ? errno : 0;
    fd_ = static_cast<int>(fd);
  }
  instruction_counter(const instruction_counter &) = delete;
  instruction_counter &operator=(const instruction_counter &) = delete;
  ~instruction_counter() {
    if (fd_ >= 0) close(fd_);
  }

  /// 0, or the error number with which the system refused the counter.
  int refused() const { return refused_; }

  void start() const {
    ioctl(fd_, PERF_EVENT_IOC_RESET, 0);
    ioctl(fd_, PERF_EVENT_IOC_ENABLE, 0);
  }

  /// What was counted since `start`; false where the counter was taken away meanwhile, or the thread went to a core
  /// of another kind, where it does not count.
  bool stop(std::uint64_t &count) const {
    ioctl(fd_, PERF_EVENT_IOC_DISABLE, 0);
    struct {
      std::uint64_t value, enabled, running;
    } reading;
    const bool whole = read(fd_, &reading, sizeof reading) == sizeof reading && reading.enabled == reading.running;
    if (whole) count = reading.value;
    return whole;
  }

 private:
  int fd_ = -1, refused_ = 0;
};

}  // namespace pawl
