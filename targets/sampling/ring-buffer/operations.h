// What is done with a ring by both published variants: a push and a look back in each turn.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

/// Ring: `capacity`, `size`, `push(value)`, and `rat(i)`, the i-th element from the newest.
template <class Ring>
inline void run_operations(Ring &ring, const int32_t *values, int32_t *out, size_t n) {
  if (ring.capacity == 0) {
    std::fill_n(out, n, 0);
    return;
  }
  // i mod size: while the ring fills up, size grows with each i and stays above it; once full, it is constant. A
  // division here would be paid by every ring alike.
  size_t turn = 0;
  for (size_t i = 0; i < n; ++i, ++turn) {
    ring.push(values[i]);
    if (turn == ring.size) turn = 0;
    out[i] = ring.rat(ring.size - 1 - turn);
  }
}
