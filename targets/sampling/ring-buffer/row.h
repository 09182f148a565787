// What the champions share: no ring at all. Elements are appended to a row, and only where it ends the newest ones
// move back to its start, so that all elements lie side by side and a push costs a constant time on average.
//
// In turn i the (i mod size)-th oldest element is read. While the row fills up, the oldest one is always the same,
// and the elements are read one after the other. Once it is full, the oldest one moves on by one with each turn,
// and (i mod size) too: what is read are every second elements, from a start that each lap of `capacity` turns
// sets anew.
#pragma once

#include <algorithm>
#include <vector>

#include "pawl/9.1.h"

/// Turns that the row has room for at least beside the elements.
inline constexpr size_t least_room = 1024;
/// Elements that a vector may read behind the last one that it needs.
inline constexpr size_t overhang = 32;

struct element_row {
  size_t capacity;
  std::vector<int32_t> elements;
  size_t size = 0;
  /// Behind the newest element.
  size_t end = 0;

  explicit element_row(size_t most) : capacity(most), elements(most + std::max(most, least_room) + overhang) {}

  size_t room() const { return elements.size() - overhang - end; }

  void make_room() {
    std::copy(elements.begin() + static_cast<std::ptrdiff_t>(end - size),
              elements.begin() + static_cast<std::ptrdiff_t>(end), elements.begin());
    end = size;
  }
};

/// `every_second(from, to, count)`: to[t] = from[2 t]; it may read `overhang` elements behind the last of these.
template <class EverySecond>
inline void run_turns(element_row &row, const int32_t *values, int32_t *out, size_t n, EverySecond &&every_second) {
  if (row.capacity == 0) {
    std::fill_n(out, n, 0);
    return;
  }
  for (size_t i = 0; i < n;) {
    if (row.room() == 0) row.make_room();
    const size_t turns = std::min(n - i, row.room());
    std::copy_n(values + i, turns, row.elements.data() + row.end);

    const size_t filling = std::min(turns, row.capacity - row.size);
    std::copy_n(row.elements.data() + (row.end - row.size) + i, filling, out + i);
    row.size += filling;
    size_t lap_turn = (i + filling) % row.capacity;
    for (size_t done = filling; done < turns;) {
      const int32_t *oldest = row.elements.data() + (row.end + done + 1 - row.capacity);
      const size_t count = std::min(turns - done, row.capacity - lap_turn);
      every_second(oldest + lap_turn, out + i + done, count);
      done += count;
      lap_turn = 0;
    }
    row.end += turns;
    i += turns;
  }
}
