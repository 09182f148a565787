// Where the buffers of the published variants come from.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

#include "pawl/2.1.h"

/// The C library decides whether a block of this size lies on new pages: glibc maps and unmaps one beyond
/// M_MMAP_THRESHOLD each time, until the first that is given back raises the threshold (mallopt(3)); then the
/// heap hands out again what it got back. `fresh` does the former on purpose, so that both are measured.
template <class T>
struct page_allocator {
  using value_type = T;
  bool fresh;

  explicit page_allocator(bool new_pages) : fresh(new_pages) {}
  template <class U>
  page_allocator(const page_allocator<U> &other) : fresh(other.fresh) {}

  T *allocate(size_t n) {
    if (!fresh) return static_cast<T *>(::operator new(n * sizeof(T)));
    void *pages = mmap(nullptr, n * sizeof(T), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    return static_cast<T *>(pages);
  }
  void deallocate(T *data, size_t n) {
    if (fresh) {
      munmap(data, n * sizeof(T));
    } else {
      ::operator delete(data);
    }
  }
  template <class U>
  bool operator==(const page_allocator<U> &other) const {
    return fresh == other.fresh;
  }
};

using token_buffer = std::vector<token_data, page_allocator<token_data>>;
