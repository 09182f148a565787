// The definition, on a queue: the element read in turn i is the (i mod size)-th oldest.
#include <deque>

#include "pawl/9.1.h"

namespace {

struct queue {
  size_t capacity;
  std::deque<int32_t> oldest_first;
};

}  // namespace

extern "C" void *ring_create(size_t capacity) { return new queue{capacity, {}}; }

extern "C" void ring_destroy(void *state) { delete static_cast<queue *>(state); }

extern "C" void ring_ops(void *state, const int32_t *values, int32_t *out, size_t n) {
  auto &[capacity, elements] = *static_cast<queue *>(state);
  for (size_t i = 0; i < n; ++i) {
    elements.push_back(values[i]);
    if (elements.size() > capacity) elements.pop_front();
    out[i] = elements.empty() ? 0 : elements[i % elements.size()];
  }
}
