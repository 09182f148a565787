// What a worker process does to itself before it runs anybody's code, and how it leaves word when that code kills it.
#pragma once

#include "fault.hpp"
#include "memory.hpp"
#include "sanitizer.hpp"

#include <cstdint>
#include <cstdio>
#include <csignal>
#include <fcntl.h>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>
#if defined(__linux__)
#include <sched.h>
#include <sys/prctl.h>
#endif

namespace pawl {

/// Shared with the parent through a file, so that it is readable after any death, `exit` and `SIGKILL` included.
struct status_page {
  std::int32_t library;   ///< index of the library whose code runs now; -1: none
  std::int32_t segment;   ///< buffer next to which a fault was trapped; -1: none
  std::int64_t distance;  ///< of that fault: negative before the buffer, positive after it
  std::uint64_t beat;     ///< grows with every sample: tells slow from hung
  std::int64_t access;    ///< of that fault: 1 a read, 2 a write, 0 unknown; 3: of arguments of an earlier call
};

inline status_page *&status() {
  static status_page *page = nullptr;
  return page;
}

inline bool open_status(const char *path) {
  const int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return false;
  void *p = mmap(nullptr, sizeof(status_page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (p == MAP_FAILED) return false;
  status() = static_cast<status_page *>(p);
  *status() = {-1, -1, 0, 0, 0};
  return true;
}

/// The fenced buffers of the call in progress, for the fault handler.
struct fence_table {
  const fenced *fences = nullptr;
  std::size_t count = 0;
};
inline fence_table &fences_in_use() {
  static fence_table table;
  return table;
}

/// Where buffers of calls that have returned used to lie, the last few of them, for the fault handler.
class former_ranges {
 public:
  void add(const void *start, std::size_t bytes) {
    ranges_[next_++ % std::size(ranges_)] = {static_cast<const std::byte *>(start), bytes};
  }
  bool contain(const void *address) const {
    const auto *p = static_cast<const std::byte *>(address);
    for (const range &r : ranges_)
      if (p >= r.start && p < r.start + r.bytes) return true;
    return false;
  }

 private:
  struct range {
    const std::byte *start;
    std::size_t bytes;
  };
  range ranges_[64] = {};
  std::size_t next_ = 0;
};
inline former_ranges &former_arguments() {
  static former_ranges ranges;
  return ranges;
}

/// Names the buffer next to which an access went wrong, then lets the signal take its course.
inline void on_fault(int signal, siginfo_t *info, void *context) {
  const fence_table &table = fences_in_use();
  for (std::size_t i = 0; status() && i < table.count; ++i) {
    if (const std::ptrdiff_t distance = table.fences[i].fault_distance(info->si_addr)) {
      status()->segment = static_cast<std::int32_t>(i);
      status()->distance = distance;
      status()->access = access_of(context);
      break;
    }
  }
  if (status() && status()->segment < 0 && former_arguments().contain(info->si_addr)) status()->access = 3;
  print_fault(signal);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

inline void install_fault_handler() {
  static mapping stack(256 * 1024);
  stack_t alternate{};
  alternate.ss_sp = stack.data();  // a stack overflow must be reported too
  alternate.ss_size = stack.size();
  sigaltstack(&alternate, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  print_fault(0);
  for (const int caught : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) sigaction(caught, &action, nullptr);
}

/// No core files, no endless output, first in line for the out-of-memory killer, gone when the parent is.
inline void harden() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  const rlimit output{64u << 20, 64u << 20};
  setrlimit(RLIMIT_FSIZE, &output);
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (const int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC); fd >= 0) {
    [[maybe_unused]] const auto written = write(fd, "1000", 4);
    close(fd);
  }
#endif
}

/// Pins the calling thread (and the threads it starts from now on); no CPUs: back to where it was when the process
/// began. Returns whether the system agreed.
inline bool pin([[maybe_unused]] const std::uint32_t *cpus, [[maybe_unused]] std::size_t count) {
#if defined(__linux__)
  static const cpu_set_t initial = [] {
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    return set;
  }();
  cpu_set_t set = initial;
  if (count > 0) CPU_ZERO(&set);
  for (std::size_t i = 0; i < count; ++i) CPU_SET(cpus[i], &set);
  return sched_setaffinity(0, sizeof set, &set) == 0;
#else
  return false;
#endif
}

}  // namespace pawl
