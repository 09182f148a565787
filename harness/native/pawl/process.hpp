// What a worker process does to itself before it runs anybody's code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined(__linux__)
#include <csignal>
#include <sched.h>
#include <sys/prctl.h>
#endif

namespace pawl {

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
