// Champion without intrinsics: the maximum of each block by vector comparisons, then a search for its place in
// the first block that holds the overall maximum. The walk goes from the end, which whoever wrote the logits left
// nearest in the caches.
#include <limits>

#include "../lib/first_largest.hpp"
#include "../lib/vector.hpp"
#include "pawl/6.2f.h"

namespace {

/// Independent running maxima: a comparison and a selection take several cycles, two of each start in one.
constexpr size_t chains = 8;
constexpr size_t group = chains * lib::lanes;
/// 8 KiB: few reductions, and a short search.
constexpr size_t block = 2048;

/// Largest of n logits, whole groups only; a NaN loses every comparison.
inline float maximum(const float *logits, size_t n) {
  lib::floats max[chains];
  for (lib::floats &m : max) m = lib::all(-std::numeric_limits<float>::infinity());
  for (size_t i = n; i > 0; i -= group) {
    for (size_t c = 0; c < chains; ++c) max[c] = lib::larger(lib::load(logits + i - (c + 1) * lib::lanes), max[c]);
  }
  for (size_t c = 1; c < chains; ++c) max[0] = lib::larger(max[c], max[0]);
  return lib::largest(max[0]);
}

}  // namespace

extern "C" int32_t greedy_flat(const float *logits, size_t n) {
  if (n == 0) return -1;
  if (logits[0] != logits[0]) return 0;
  auto [best, first] = lib::first_largest<group, block>(logits, n, maximum);
  while (logits[first] != best) ++first;
  return static_cast<int32_t>(first);
}
