// Champion without intrinsics: the maximum of each block of structs by vector comparisons, then a search
// for its place in the first block that holds the overall maximum.
//
// As many structs as a register has lanes, a group, fill exactly three registers. Three running maxima take
// them whole as they come; the lanes that gather ids and probabilities are left out at the end of a block.
// The walk goes from the end, which whoever wrote the array left nearest in the caches, and asks for its
// data ahead: prefetchers in hardware stop at every page.
#include <algorithm>
#include <limits>

#include "pawl/6.2.h"

#include "../lib/aos.hpp"

namespace {

using namespace lib;

/// 6 KiB: few reductions, and a short search.
constexpr size_t block_structs = 512;
constexpr ptrdiff_t prefetch_bytes = -4096;
constexpr float minus_infinity = -std::numeric_limits<float>::infinity();

/// Largest logit of `n` structs, whole groups only; a NaN loses every comparison.
inline float maximum(const token_data *data, size_t n) {
  floats max[3];
  for (floats &m : max) m = all(minus_infinity);
  for (size_t i = n; i > 0; i -= lanes) {
    const token_data *group = data + i - lanes;
    prefetch(group, prefetch_bytes);
    for (size_t r = 0; r < 3; ++r) max[r] = larger(load_register(group, r), max[r]);
  }
  // Word w of a group is a logit if w % 3 == 1.
  float best = minus_infinity;
  for (size_t w = 1; w < 3 * lanes; w += 3) best = std::max(best, max[w / lanes][w % lanes]);
  return best;
}

}  // namespace

extern "C" void greedy(token_data_array *cur) {
  const token_data *data = cur->data;
  const size_t n = cur->size;
  cur->selected = n == 0 ? -1 : 0;
  if (n == 0 || data[0].logit != data[0].logit) return;

  float best = data[0].logit;
  size_t first = 0;
  const size_t whole = n - n % lanes;
  for (size_t i = whole; i < n; ++i) {
    if (data[i].logit > best) {
      best = data[i].logit;
      first = i;
    }
  }
  for (size_t end = whole; end > 0;) {
    const size_t begin = end - std::min(end, block_structs);
    const float max = maximum(data + begin, end - begin);
    if (max >= best) {
      best = max;
      first = begin;
    }
    end = begin;
  }
  while (data[first].logit != best) ++first;
  cur->selected = static_cast<int64_t>(first);
}
