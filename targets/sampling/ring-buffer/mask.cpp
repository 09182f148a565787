// The published change: room for a power of two of elements, so that positions wrap by a bit mask. The capacity
// stays what was asked for.
#include <bit>
#include <vector>

#include "operations.h"
#include "pawl/9.1.h"

namespace {

struct ring_buffer {
  size_t capacity;
  std::vector<int32_t> data;
  size_t mask;
  size_t size = 0;
  size_t first = 0;
  size_t position = 0;

  void push(int32_t value) {
    if (size == capacity) {
      first = (first + 1) & mask;
    } else {
      ++size;
    }
    data[position] = value;
    position = (position + 1) & mask;
  }

  int32_t rat(size_t i) const { return data[(first + size - i - 1) & mask]; }
};

}  // namespace

extern "C" void *ring_create(size_t capacity) {
  const size_t room = std::bit_ceil(capacity);
  return new ring_buffer{capacity, std::vector<int32_t>(room), room - 1};
}

extern "C" void ring_destroy(void *state) { delete static_cast<ring_buffer *>(state); }

extern "C" void ring_ops(void *state, const int32_t *values, int32_t *out, size_t n) {
  run_operations(*static_cast<ring_buffer *>(state), values, out, n);
}
