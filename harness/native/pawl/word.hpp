// How a worker process leaves word when the code that it runs kills it.
#pragma once

#include "fault.hpp"
#include "memory.hpp"
#include "sanitizer.hpp"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <iterator>
#include <pthread.h>

namespace pawl {

/// Shared with the parent through a file, so that it is readable after any death, `exit` and `SIGKILL` included.
struct status_page {
  std::int32_t library;   ///< index of the library whose code runs now; -1: none
  std::int32_t segment;   ///< buffer next to which a fault was trapped; -1: none
  std::int64_t distance;  ///< of that fault: negative before the buffer, positive after it
  std::uint64_t beat;     ///< grows with every sample: tells slow from hung
  std::int64_t access;    ///< of that fault: 1 a read, 2 a write, 0 unknown; 3: of arguments of an earlier call
  std::int64_t foreign;   ///< 0 unless it was in a thread that foreign code started; then 2 + its library, 1: unknown
  fault_kind fault;       ///< how it was wrong
  std::int32_t nearest;   ///< buffer nearest to it, -1: none in reach
  std::int64_t offset;    ///< from that buffer, as `distance`
  std::uint64_t address;  ///< of it; 0 where the hardware told none
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
  *status() = {-1, -1, 0, 0, 0, 0, fault_kind::none, -1, 0, 0};
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

/// Where buffers of calls that have returned used to lie, the last few thousand of them, for the fault handler.
class former_ranges {
 public:
  struct range {
    const std::byte *start = nullptr;
    std::size_t bytes = 0;
    std::int32_t owner = -1;  ///< library that was called on them; -1: more than one
  };
  /// What somebody else keeps inaccessible.
  void add(const mapping &memory, std::int32_t owner) { next() = {{}, {memory.data(), memory.size(), owner}}; }
  /// Gives the memory back and keeps its addresses: handed out again, they would be another call's by the time that a
  /// thread left behind touches them.
  void bury(mapping memory, std::int32_t owner) {
    if (!memory.data()) return;
    mmap(memory.data(), memory.size(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    const range where{memory.data(), memory.size(), owner};
    next() = {std::move(memory), where};
  }
  const range *find(const void *address) const {
    const auto *p = static_cast<const std::byte *>(address);
    for (const grave &g : graves_)
      if (p >= g.where.start && p < g.where.start + g.where.bytes) return &g.where;
    return nullptr;
  }

 private:
  struct grave {
    mapping memory;
    range where;
  };
  grave &next() { return graves_[next_++ % std::size(graves_)]; }
  grave graves_[4096];
  std::size_t next_ = 0;
};
inline former_ranges &former_arguments() {
  static former_ranges ranges;
  return ranges;
}

/// The one that calls the libraries.
inline pthread_t &calling_thread() {
  static pthread_t thread;
  return thread;
}

/// Names the buffer that lies nearest to an address.
inline void describe_nearest(status_page &page, const void *address) {
  const fence_table &table = fences_in_use();
  // As far as an index of 32 bits reaches, in elements of 16 bytes.
  std::int64_t nearest = std::int64_t{1} << 36;
  for (std::size_t i = 0; i < table.count; ++i) {
    const std::ptrdiff_t distance = table.fences[i].distance(address);
    if (distance == 0 || std::abs(distance) >= nearest) continue;
    nearest = std::abs(distance);
    page.nearest = static_cast<std::int32_t>(i);
    page.offset = distance;
  }
}

/// Names the buffer at or next to which an access went wrong. A thread that a library started may run during the calls
/// of any other one: then only the buffer tells whose it is.
inline void describe_fault(status_page &page, int signal, const siginfo_t &info, const void *context) {
  const bool foreign = !pthread_equal(pthread_self(), calling_thread());
  page.fault = fault_of(signal, info, context);
  const bool located = page.fault != fault_kind::none && page.fault != fault_kind::refused;
  const void *const address = located ? info.si_addr : nullptr;
  page.address = reinterpret_cast<std::uintptr_t>(address);
  if (located) page.access = access_of(context);
  const fence_table &table = fences_in_use();
  for (std::size_t i = 0; i < table.count; ++i) {
    if (const std::ptrdiff_t distance = table.fences[i].fault_distance(address)) {
      page.segment = static_cast<std::int32_t>(i);
      page.distance = distance;
      if (foreign) page.foreign = 2 + page.library;
      return;
    }
  }
  const former_ranges::range *const former = former_arguments().find(address);
  if (former) page.access = 3;
  // Not in `library`: the calling thread goes on meanwhile, with others.
  if (foreign) page.foreign = 2 + (former ? former->owner : -1);
  if (located && !foreign) describe_nearest(page, address);
}

/// Leaves word, then lets the signal take its course.
inline void on_fault(int signal, siginfo_t *info, void *context) {
  if (status()) describe_fault(*status(), signal, *info, context);
  if (signal != SIGABRT) print_fault(signal);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

inline void install_fault_handler() {
  static mapping stack(256 * 1024);
  stack_t alternate{};
  alternate.ss_sp = stack.data();  // a stack overflow must be reported too
  alternate.ss_size = stack.size();
  sigaltstack(&alternate, nullptr);
  calling_thread() = pthread_self();
  former_arguments();
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  print_fault(0);
  for (const int caught : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) sigaction(caught, &action, nullptr);
}

}  // namespace pawl
