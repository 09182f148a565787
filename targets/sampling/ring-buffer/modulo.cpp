// Baseline: positions wrap by a division, as in ring_buffer of llama.cpp.
#include <vector>

#include "operations.h"
#include "pawl/9.1.h"

namespace {

struct ring_buffer {
  size_t capacity;
  std::vector<int32_t> data;
  size_t size = 0;
  size_t first = 0;
  size_t position = 0;

  void push(int32_t value) {
    if (size == capacity) {
      first = (first + 1) % capacity;
    } else {
      ++size;
    }
    data[position] = value;
    position = (position + 1) % capacity;
  }

  int32_t rat(size_t i) const { return data[(first + size - i - 1) % capacity]; }
};

}  // namespace

extern "C" void *ring_create(size_t capacity) {
  return new ring_buffer{capacity, std::vector<int32_t>(capacity)};
}

extern "C" void ring_destroy(void *state) { delete static_cast<ring_buffer *>(state); }

extern "C" void ring_ops(void *state, const int32_t *values, int32_t *out, size_t n) {
  run_operations(*static_cast<ring_buffer *>(state), values, out, n);
}
