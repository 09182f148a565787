// A coarse time.
#pragma once

#include "word.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pawl {

/// Median of up to 31 times, until about `cap` ns are spent: of three at least where that is bearable, since the first
/// one finds caches and heap cold.
template <class F> double typical(std::uint64_t cap, F &&one) {
  std::vector<std::uint64_t> times;
  std::uint64_t spent = 0;
  for (std::uint64_t i = 0; i < 31 && (i < 1 || spent < cap || (i < 3 && spent < 8 * cap)); ++i) {
    times.push_back(one(i));
    spent += times.back();
    ++status()->beat;
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return static_cast<double>(times[times.size() / 2]);
}

}  // namespace pawl
