// Champion without intrinsics: laps of elements in a row, which the compiler reads every second of by vectors.
#include "row.h"

extern "C" void *ring_create(size_t capacity) { return new element_row(capacity); }

extern "C" void ring_destroy(void *state) { delete static_cast<element_row *>(state); }

extern "C" void ring_ops(void *state, const int32_t *values, int32_t *out, size_t n) {
  const auto every_second = [](const int32_t *__restrict from, int32_t *__restrict to, size_t count) {
    for (size_t t = 0; t < count; ++t) to[t] = from[2 * t];
  };
  run_turns(*static_cast<element_row *>(state), values, out, n, every_second);
}
