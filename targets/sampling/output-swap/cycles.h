// What the champions share: all swaps as one permutation, and that as cycles of rows. A cycle of m rows is m - 1
// swaps of neighbours, made for a block of columns at a time: beyond the first-level cache each row is read and
// written once, however often it was to be swapped, and not at all where it ends up in its own place.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "pawl/8.1.h"

/// Columns of a block, 2 KiB: of as many rows as a batch has outputs it fits in the first-level cache.
inline constexpr size_t block = 512;

/// Calls `visit(cycle)` for every cycle of two rows or more: row cycle[k] is to receive row cycle[k + 1], the last
/// one the first.
template <class Visit>
inline void for_each_cycle(const int32_t *pairs, size_t n_pairs, Visit &&visit) {
  const std::span<const int32_t> named(pairs, 2 * n_pairs);
  if (named.empty()) return;
  if (n_pairs == 1 && pairs[0] != pairs[1]) {  // as it stands, and without the allocations below
    const std::array cycle{static_cast<size_t>(pairs[0]), static_cast<size_t>(pairs[1])};
    return visit(std::span<const size_t>(cycle));
  }
  std::vector<size_t> source(static_cast<size_t>(*std::ranges::max_element(named)) + 1);
  for (size_t row = 0; row < source.size(); ++row) source[row] = row;
  for (size_t s = 0; s < named.size(); s += 2) {
    std::swap(source[static_cast<size_t>(named[s])], source[static_cast<size_t>(named[s + 1])]);
  }
  std::vector<size_t> cycle;
  for (size_t row = 0; row < source.size(); ++row) {
    cycle.clear();
    for (size_t next = row; source[next] != next;) {
      cycle.push_back(next);
      next = std::exchange(source[next], next);  // its own source from now on: it is done
    }
    if (!cycle.empty()) visit(std::span<const size_t>(cycle));
  }
}

/// `swap_floats(a, b, count)`: exchanges two runs of floats that do not overlap.
template <class SwapFloats>
inline void permute_rows(float *rows, size_t width, const int32_t *pairs, size_t n_pairs, SwapFloats &&swap_floats) {
  for_each_cycle(pairs, n_pairs, [=](std::span<const size_t> cycle) {
    const size_t step = cycle.size() == 2 ? width : block;  // two rows are met once anyway
    for (size_t column = 0; column < width; column += step) {
      const size_t count = std::min(step, width - column);
      for (size_t k = 0; k + 1 < cycle.size(); ++k) {
        swap_floats(rows + cycle[k] * width + column, rows + cycle[k + 1] * width + column, count);
      }
    }
  });
}
