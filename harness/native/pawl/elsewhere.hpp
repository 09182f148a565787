// The code of a library at another address: where code lies decides what the branch predictor confuses, and with it the
// speed of some loops.
#pragma once

#include <cstddef>
#include <cstdint>
#include <dlfcn.h>
#include <string>
#if defined(__linux__)
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace pawl {

/// Larger files are not copied.
inline constexpr long most_copied = 4 << 20;
/// Pages left free before a copy, at most.
inline constexpr std::size_t most_skipped = 4096;

/// Loads a copy of the library at `path`, so many pages further as `random` says. Null when it cannot be had: a library
/// may need others that lie beside it, or thread-local memory that is used up.
inline void *load_elsewhere([[maybe_unused]] const std::string &path, [[maybe_unused]] std::uint64_t random) {
#if defined(__linux__)
  const int from = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (from < 0 || fstat(from, &about) != 0 || about.st_size > most_copied) {
    if (from >= 0) close(from);
    return nullptr;
  }
  // The loader knows libraries again by name and by inode, so the copy has a number of its own as long as it is loaded.
  const int copy = memfd_create("pawl", MFD_CLOEXEC);
  off_t at = 0;
  while (copy >= 0 && at < about.st_size && sendfile(copy, from, &at, static_cast<std::size_t>(about.st_size - at)) > 0) {
  }
  close(from);
  void *handle = nullptr;
  if (copy >= 0 && at == about.st_size) {
    const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    mmap(nullptr, (1 + random % most_skipped) * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    handle = dlopen(("/proc/self/fd/" + std::to_string(copy)).c_str(), RTLD_NOW | RTLD_LOCAL);
  }
  if (!handle && copy >= 0) close(copy);
  return handle;
#else
  return nullptr;
#endif
}

}  // namespace pawl
