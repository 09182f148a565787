// Threads that foreign code started in this process, and how much they work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <unistd.h>
#include <vector>
#if defined(__linux__)
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <string>
#endif

namespace pawl {

#if defined(__linux__)

/// Tells the threads that were there before any library was loaded from those that came later.
class helpers {
 public:
  helpers() : own_(threads()) {}

  bool any() const { return !foreign().empty(); }

  /// Whether any of them runs now, or would if it had a CPU.
  bool wanting() const {
    for (const pid_t thread : foreign()) {
      std::FILE *file = std::fopen(("/proc/self/task/" + std::to_string(thread) + "/stat").c_str(), "re");
      if (!file) continue;  // it has ended
      char line[512] = "";
      const bool read = std::fgets(line, sizeof line, file);
      std::fclose(file);
      // "tid (name) state …", where the name may hold anything: proc_pid_stat(5).
      const char *name = read ? std::strrchr(line, ')') : nullptr;
      if (name && std::strncmp(name, ") R", 3) == 0) return true;
    }
    return false;
  }

  /// Nanoseconds of CPU time that threads which came later used so far, those that ended included.
  std::uint64_t worked() const {
    std::uint64_t known = 0;
    for (const pid_t thread : own_) known += used(of_thread(thread));
    const std::uint64_t all = used(CLOCK_PROCESS_CPUTIME_ID);
    return all > known ? all - known : 0;
  }

 private:
  static std::vector<pid_t> threads() {
    std::vector<pid_t> found;
    DIR *folder = opendir("/proc/self/task");
    if (!folder) return found;
    while (const dirent *entry = readdir(folder))
      if (const int id = std::atoi(entry->d_name); id > 0) found.push_back(id);
    closedir(folder);
    return found;
  }
  std::vector<pid_t> foreign() const {
    std::vector<pid_t> all = threads();
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](pid_t id) { return std::find(own_.begin(), own_.end(), id) != own_.end(); }),
              all.end());
    return all;
  }
  /// CPUCLOCK_PERTHREAD_MASK | CPUCLOCK_SCHED of the kernel's include/linux/posix-timers_types.h, as glibc's
  /// pthread_getcpuclockid makes it.
  static clockid_t of_thread(pid_t id) { return static_cast<clockid_t>(~static_cast<unsigned>(id) << 3 | 6u); }
  static std::uint64_t used(clockid_t clock) {
    timespec t{};
    if (clock_gettime(clock, &t) != 0) return 0;
    return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(t.tv_nsec);
  }

  std::vector<pid_t> own_;
};

#else

/// Nothing is known here.
class helpers {
 public:
  bool any() const { return true; }
  bool wanting() const { return false; }
  std::uint64_t worked() const { return 0; }
};

#endif

/// Taken by `pawl_begin`.
inline const helpers &foreign_threads() {
  static const helpers threads;
  return threads;
}

}  // namespace pawl
