// What allocates: the time depends on the allocator's state, which every call changes.
#include "pawl/allocate.h"

#include <vector>

uint64_t allocate(const uint32_t *sizes, size_t n) {
  std::vector<std::vector<uint64_t>> kept;
  uint64_t sum = 0;
  for (size_t i = 0; i < n; ++i) {
    kept.emplace_back(sizes[i], sizes[i] * i);
    sum += kept.back().back();
    if (i % 3 == 2) kept.erase(kept.begin());
  }
  return sum;
}
